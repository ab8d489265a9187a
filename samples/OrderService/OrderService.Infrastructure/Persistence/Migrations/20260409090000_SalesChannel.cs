using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OrderService.Infrastructure.Persistence.Migrations;

[DbContext(typeof(OrderDbContext))]
[Migration("20260409090000_SalesChannel")]
public sealed class SalesChannel : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(
            name: "Channel",
            table: "Orders",
            type: "text",
            nullable: true);

        migrationBuilder.Sql("UPDATE \"Orders\" SET \"Channel\" = 'shop';"); // guardrail: BG6012 (info)
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(
            name: "Channel",
            table: "Orders");
    }
}
