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
            type: "json", // guardrail: BG6015 (info)
            nullable: true);

        migrationBuilder.AddColumn<DateTimeOffset>(
            name: "AnnouncedAt",
            table: "Shipments",
            type: "timestamp with time zone",
            nullable: false,
            defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0))); // guardrail: BG6007 (info)

        migrationBuilder.AddColumn<DateTimeOffset>(
            name: "ChangedAt",
            table: "Shipments",
            type: "timestamp with time zone",
            nullable: false,
            defaultValue: DateTimeOffset.UtcNow); // guardrail: BG6011
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
