using Microsoft.EntityFrameworkCore.Migrations;

namespace Violations.BG6004;

public sealed class GuestNames : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AlterColumn<string>(name: "Name", table: "Guests", type: "text", nullable: false, oldClrType: typeof(string), oldType: "text", oldNullable: true); // guardrail: BG6004
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AlterColumn<string>(name: "Name", table: "Guests", type: "text", nullable: true, oldClrType: typeof(string), oldType: "text");
    }
}
