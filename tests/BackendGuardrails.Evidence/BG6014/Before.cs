using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6014.Before;

[Migration("20260401080000_AddChannel")]
public class AddChannel : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(
            name: "Channel",
            table: "Orders",
            type: "text",
            nullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder) // BG6014
    {
    }
}
