using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6001.After;

[Migration("20260401080000_DropLegacy")]
public class DropLegacy : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        #pragma warning disable BG6001 // The code stopped using it in release 2026.3, which is the oldest one that runs.
        migrationBuilder.DropColumn(
            name: "Legacy",
            table: "Orders");
        #pragma warning restore BG6001
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(
            name: "Legacy",
            table: "Orders",
            type: "text",
            nullable: true);
    }
}
