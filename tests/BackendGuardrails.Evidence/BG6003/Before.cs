using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6003.Before;

[Migration("20260401080000_NameRemark")]
public class NameRemark : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(
            name: "Remark",
            table: "Orders",
            type: "text",
            nullable: true);

        migrationBuilder.DropColumn(name: "Note", table: "Orders"); // BG6003
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(
            name: "Remark",
            table: "Orders");

        migrationBuilder.AddColumn<string>(
            name: "Note",
            table: "Orders",
            type: "text",
            nullable: true);
    }
}
