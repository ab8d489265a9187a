using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6013.Before;

[Migration("20260401080000_IndexCode")]
public class IndexCode : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY \"IX_Orders_Code\" ON \"Orders\" (\"Code\")"); // BG6013
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(
            name: "IX_Orders_Code",
            table: "Orders");
    }
}
