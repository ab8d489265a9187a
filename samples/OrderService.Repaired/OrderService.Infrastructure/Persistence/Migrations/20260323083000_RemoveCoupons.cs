using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OrderService.Infrastructure.Persistence.Migrations;

[DbContext(typeof(OrderDbContext))]
[Migration("20260323083000_RemoveCoupons")]
public sealed class RemoveCoupons : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
#pragma warning disable BG6001 // The code stopped using it in release 2026.6, which is the oldest one that runs.
        migrationBuilder.DropTable(
            name: "Coupons");
#pragma warning restore BG6001

        migrationBuilder.AlterColumn<string>(
            name: "Sku",
            table: "Products",
            type: "character varying(64)",
            maxLength: 64,
            nullable: false,
            oldClrType: typeof(string),
            oldType: "character varying(32)",
            oldMaxLength: 32);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        throw new NotSupportedException("Irreversible migration: the data of Coupons is gone.");
    }
}
