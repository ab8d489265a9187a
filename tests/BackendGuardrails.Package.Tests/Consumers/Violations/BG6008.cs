using Microsoft.EntityFrameworkCore.Migrations;

namespace Violations.BG6008;

public sealed class IndexBirds : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateIndex(name: "IX_Birds_Ring", table: "Birds", column: "Ring"); // guardrail: BG6008

        migrationBuilder.CreateIndex(name: "IX_Birds_Nest", table: "Birds", column: "Nest").Annotation("Npgsql:CreatedConcurrently", true);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException();
}
