using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OrderService.Infrastructure.Persistence.Migrations;

[DbContext(typeof(OrderDbContext))]
[Migration("20260409091000_SalesChannelOfOldOrders")]
public sealed class SalesChannelOfOldOrders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // In steps that commit, beside the work of the shop.
        migrationBuilder.Sql(
            """
            DO $$
            BEGIN
                LOOP
                    UPDATE "Orders" SET "Channel" = 'shop'
                    WHERE "Id" IN (SELECT "Id" FROM "Orders" WHERE "Channel" IS NULL LIMIT 5000);
                    EXIT WHEN NOT FOUND;
                    COMMIT;
                END LOOP;
            END $$;
            """,
            suppressTransaction: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        // The column goes with the migration that has added it.
        migrationBuilder.Sql("SELECT 1;");
    }
}
