using Microsoft.EntityFrameworkCore.Migrations;

namespace Violations.BG6009;

public sealed class OneRingForEachBird : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddUniqueConstraint(name: "AK_Birds_Ring", table: "Birds", column: "Ring"); // guardrail: BG6009 (info, stays)

        migrationBuilder.AddUniqueConstraint(name: "AK_Birds_Ring_Id", table: "Birds", columns: new[] { "Ring", "Id" });
    }

    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException();
}
