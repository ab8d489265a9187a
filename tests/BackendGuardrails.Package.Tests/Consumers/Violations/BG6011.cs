using Microsoft.EntityFrameworkCore.Migrations;

namespace Violations.BG6011;

public sealed class AddRingedAt : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateTime>(name: "RingedAt", table: "Birds", type: "timestamp with time zone", nullable: false, defaultValue: DateTime.UtcNow); // guardrail: BG6011

        migrationBuilder.AddColumn<DateTime>(name: "FreedAt", table: "Birds", type: "timestamp with time zone", nullable: false, defaultValueSql: "CURRENT_TIMESTAMP");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException();
}
