using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OrderService.Infrastructure.Persistence.Migrations;

[DbContext(typeof(OrderDbContext))]
[Migration("20260410091000_ShippingCostIsChecked")]
public sealed class ShippingCostIsChecked : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("ALTER TABLE \"Orders\" VALIDATE CONSTRAINT \"CK_Orders_ShippingCost\";");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        // The constraint goes with the migration that has added it.
        migrationBuilder.Sql("SELECT 1;");
    }
}
