using Microsoft.EntityFrameworkCore.Migrations;

namespace Violations.BG6013;

public sealed class VacuumBirds : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("VACUUM \"Birds\";"); // guardrail: BG6013

        migrationBuilder.Sql("ANALYZE \"Birds\";");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException();
}
