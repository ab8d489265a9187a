using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6009.Before;

[Migration("20260401080000_UniqueCode")]
public class UniqueCode : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateIndex( // BG6009
            name: "IX_Orders_Code",
            table: "Orders",
            column: "Code",
            unique: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(
            name: "IX_Orders_Code",
            table: "Orders");
    }
}
