using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OrderService.Infrastructure.Persistence.Migrations;

[DbContext(typeof(OrderDbContext))]
[Migration("20260406091000_RefundsByReference")]
public sealed class RefundsByReference : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE INDEX CONCURRENTLY \"IX_Refunds_Reference\" ON \"Refunds\" (\"Reference\");"); // guardrail: BG6013
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP INDEX CONCURRENTLY \"IX_Refunds_Reference\";", suppressTransaction: true);
    }
}
