using Microsoft.EntityFrameworkCore.Migrations;

namespace Violations.BG6007;

public sealed class AddSeenAt : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateTime>(
            name: "SeenAt",
            table: "Birds",
            type: "timestamp with time zone",
            nullable: false,
            defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified)); // guardrail: BG6007 (info)

        migrationBuilder.AddColumn<DateTime>(name: "HeardAt", table: "Birds", type: "timestamp with time zone", nullable: false, defaultValueSql: "CURRENT_TIMESTAMP");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException();
}
