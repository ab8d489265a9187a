using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OrderService.Infrastructure.Persistence.Migrations;

[DbContext(typeof(OrderDbContext))]
[Migration("20260302091500_CustomerContact")]
public sealed class CustomerContact : Migration
{
    // The release with this writes both columns; the next one copies what is missing, and the one behind it drops "Mail".
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(
            name: "Email",
            table: "Customers",
            type: "text",
            nullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(
            name: "Email",
            table: "Customers");
    }
}
