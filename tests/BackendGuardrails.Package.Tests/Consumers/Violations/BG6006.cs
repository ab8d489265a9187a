using Microsoft.EntityFrameworkCore.Migrations;

namespace Violations.BG6006;

public sealed class GuestNights : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>(name: "Nights", table: "Guests", type: "integer", nullable: false); // guardrail: BG6006
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "Nights", table: "Guests");
    }
}
