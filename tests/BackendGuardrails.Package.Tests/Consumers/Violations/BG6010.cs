using Microsoft.EntityFrameworkCore.Migrations;

namespace Violations.BG6010;

public sealed class BirdsHaveWeight : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddCheckConstraint(name: "CK_Birds_Weight", table: "Birds", sql: "\"Weight\" > 0"); // guardrail: BG6010 (off, stays)

        migrationBuilder.Sql("ALTER TABLE \"Birds\" VALIDATE CONSTRAINT \"CK_Birds_Wings\";");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException();
}
