using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6004.Before;

[Migration("20260401080000_RequireNote")]
public class RequireNote : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AlterColumn<string>( // BG6004
            name: "Note",
            table: "Orders",
            type: "text",
            nullable: false,
            oldClrType: typeof(string),
            oldType: "text",
            oldNullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AlterColumn<string>(
            name: "Note",
            table: "Orders",
            type: "text",
            nullable: true,
            oldClrType: typeof(string),
            oldType: "text");
    }
}
