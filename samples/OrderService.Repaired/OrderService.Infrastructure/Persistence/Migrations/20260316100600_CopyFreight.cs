using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OrderService.Infrastructure.Persistence.Migrations;

[DbContext(typeof(OrderDbContext))]
[Migration("20260316100600_CopyFreight")]
public sealed class CopyFreight : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("UPDATE \"Orders\" SET \"ShippingCost\" = \"Freight\" WHERE \"ShippingCost\" IS NULL AND \"Freight\" IS NOT NULL;");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        throw new NotSupportedException("Irreversible migration: the values are in both columns, and nothing has to be undone before ShippingCost goes.");
    }
}
