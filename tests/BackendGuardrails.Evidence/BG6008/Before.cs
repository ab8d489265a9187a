using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6008.Before;

[Migration("20260401080000_IndexOrders")]
public class IndexOrders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateIndex( // BG6008
            name: "IX_Orders_CustomerId",
            table: "Orders",
            column: "CustomerId");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(
            name: "IX_Orders_CustomerId",
            table: "Orders");
    }
}
