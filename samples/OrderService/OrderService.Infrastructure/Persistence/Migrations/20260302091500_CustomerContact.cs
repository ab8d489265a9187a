using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OrderService.Infrastructure.Persistence.Migrations;

[DbContext(typeof(OrderDbContext))]
[Migration("20260302091500_CustomerContact")]
public sealed class CustomerContact : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.RenameColumn( // guardrail: BG6002
            name: "Mail",
            table: "Customers",
            newName: "Email");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.RenameColumn(
            name: "Email",
            table: "Customers",
            newName: "Mail");
    }
}
