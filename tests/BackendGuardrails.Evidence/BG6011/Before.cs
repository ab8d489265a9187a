using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6011.Before;

[Migration("20260401080000_AddToken")]
public class AddToken : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<Guid>(
            name: "Token",
            table: "Orders",
            type: "uuid",
            nullable: false,
            defaultValue: Guid.NewGuid()); // BG6011
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(
            name: "Token",
            table: "Orders");
    }
}
