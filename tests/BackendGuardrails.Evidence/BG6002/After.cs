using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6002.After;

[Migration("20260402080000_RenameOrders")]
public class RenameOrders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.RenameTable(
            name: "Orders",
            newName: "Purchases");

        migrationBuilder.Sql("CREATE VIEW \"Orders\" AS SELECT * FROM \"Purchases\";");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP VIEW \"Orders\";");

        migrationBuilder.RenameTable(
            name: "Purchases",
            newName: "Orders");
    }
}
