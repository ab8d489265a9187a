using Microsoft.EntityFrameworkCore.Migrations;

namespace Violations.BG6012;

public sealed class FreeBirds : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("UPDATE \"Birds\" SET \"IsFree\" = true;"); // guardrail: BG6012 (info, stays)

        migrationBuilder.Sql("UPDATE \"Birds\" SET \"IsFree\" = false WHERE \"Cage\" IS NOT NULL;");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException();
}
