using Microsoft.EntityFrameworkCore.Migrations;

namespace Violations.BG6005;

public sealed class GuestCodes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AlterColumn<string>(name: "Code", table: "Guests", type: "character varying(10)", maxLength: 10, nullable: true, oldClrType: typeof(string), oldType: "character varying(20)", oldMaxLength: 20, oldNullable: true); // guardrail: BG6005 (stays)
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AlterColumn<string>(name: "Code", table: "Guests", type: "character varying(20)", maxLength: 20, nullable: true, oldClrType: typeof(string), oldType: "character varying(10)", oldMaxLength: 10, oldNullable: true);
    }
}
