using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OrderService.Infrastructure.Persistence.Migrations;

[DbContext(typeof(OrderDbContext))]
[Migration("20260323083000_RemoveCoupons")]
public sealed class RemoveCoupons : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropTable( // guardrail: BG6001
            name: "Coupons");

        migrationBuilder.AlterColumn<string>( // guardrail: BG6005
            name: "Sku",
            table: "Products",
            type: "character varying(16)",
            maxLength: 16,
            nullable: false,
            oldClrType: typeof(string),
            oldType: "character varying(32)",
            oldMaxLength: 32);
    }

    protected override void Down(MigrationBuilder migrationBuilder) // guardrail: BG6014 (info)
    {
    }
}
