using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6006.Before;

[Migration("20260401080000_AddReference")]
public class AddReference : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>( // BG6006
            name: "Reference",
            table: "Orders",
            type: "text",
            nullable: false);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(
            name: "Reference",
            table: "Orders");
    }
}
