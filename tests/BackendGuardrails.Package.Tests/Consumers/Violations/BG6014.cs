using Microsoft.EntityFrameworkCore.Migrations;

namespace Violations.BG6014;

public sealed class GuestIndex : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "Language", table: "Guests", type: "text", nullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder) // guardrail: BG6014 (info)
    {
    }
}
