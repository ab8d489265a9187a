using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OrderService.Infrastructure.Persistence.Migrations;

[DbContext(typeof(OrderDbContext))]
[Migration("20260410090000_ShippingCostIsNotNegative")]
public sealed class ShippingCostIsNotNegative : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("ALTER TABLE \"Orders\" ADD CONSTRAINT \"CK_Orders_ShippingCost\" CHECK (\"ShippingCost\" >= 0) NOT VALID;");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropCheckConstraint(
            name: "CK_Orders_ShippingCost",
            table: "Orders");
    }
}
