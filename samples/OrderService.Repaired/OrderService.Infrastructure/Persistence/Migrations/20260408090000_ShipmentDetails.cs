using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OrderService.Infrastructure.Persistence.Migrations;

[DbContext(typeof(OrderDbContext))]
[Migration("20260408090000_ShipmentDetails")]
public sealed class ShipmentDetails : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(
            name: "Details",
            table: "Shipments",
            type: "jsonb",
            nullable: true);

        migrationBuilder.AddColumn<DateTimeOffset>(
            name: "AnnouncedAt",
            table: "Shipments",
            type: "timestamp with time zone",
            nullable: true);

        migrationBuilder.AddColumn<DateTimeOffset>(
            name: "ChangedAt",
            table: "Shipments",
            type: "timestamp with time zone",
            nullable: false,
            defaultValueSql: "CURRENT_TIMESTAMP");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(
            name: "Details",
            table: "Shipments");

        migrationBuilder.DropColumn(
            name: "AnnouncedAt",
            table: "Shipments");

        migrationBuilder.DropColumn(
            name: "ChangedAt",
            table: "Shipments");
    }
}
