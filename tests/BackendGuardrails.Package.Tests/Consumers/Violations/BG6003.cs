using Microsoft.EntityFrameworkCore.Migrations;

namespace Violations.BG6003;

public sealed class GuestPhone : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "Telephone", table: "Guests"); // guardrail: BG6003 (stays)
        migrationBuilder.AddColumn<string>(name: "Phone", table: "Guests", type: "character varying(30)", maxLength: 30, nullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "Phone", table: "Guests");
        migrationBuilder.AddColumn<string>(name: "Telephone", table: "Guests", type: "text", nullable: true);
    }
}
