using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OrderService.Infrastructure.Persistence.Migrations;

[DbContext(typeof(OrderDbContext))]
[Migration("20260407090000_OneCustomerForEachMail")]
public sealed class OneCustomerForEachMail : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // Whoever signed up twice keeps the first address; the second one was never used for an order.
        migrationBuilder.Sql(
            """
            UPDATE "Customers" later SET "Email" = later."Email" || '+' || later."Id"
            FROM "Customers" first WHERE first."Email" = later."Email" AND first."Id" < later."Id";
            """);

        migrationBuilder.CreateIndex(
            name: "IX_Customers_Email",
            table: "Customers",
            column: "Email",
            unique: true)
            .Annotation("Npgsql:CreatedConcurrently", true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(
            name: "IX_Customers_Email",
            table: "Customers");
    }
}
