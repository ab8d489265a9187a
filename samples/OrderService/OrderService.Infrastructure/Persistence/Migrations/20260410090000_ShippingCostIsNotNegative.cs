using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OrderService.Infrastructure.Persistence.Migrations;

[DbContext(typeof(OrderDbContext))]
[Migration("20260410090000_ShippingCostIsNotNegative")]
public sealed class ShippingCostIsNotNegative : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddCheckConstraint( // guardrail: BG6010 (info)
            name: "CK_Orders_ShippingCost",
            table: "Orders",
            sql: "\"ShippingCost\" >= 0");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropCheckConstraint(
            name: "CK_Orders_ShippingCost",
            table: "Orders");
    }
}
