using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6012.After;

[Migration("20260401080000_AddState")]
public class AddState : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(
            name: "State",
            table: "Orders",
            type: "text",
            nullable: true);

        migrationBuilder.Sql("ALTER TABLE \"Orders\" ALTER COLUMN \"State\" SET DEFAULT 'open';");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(
            name: "State",
            table: "Orders");
    }
}

[Migration("20260402080000_FillState")]
public class FillState : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            DO $$
            BEGIN
                LOOP
                    UPDATE "Orders" SET "State" = 'open'
                    WHERE "Id" IN (SELECT "Id" FROM "Orders" WHERE "State" IS NULL LIMIT 5000);
                    EXIT WHEN NOT FOUND;
                    COMMIT;
                END LOOP;
            END $$;
            """,
            suppressTransaction: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("SELECT 1;");
    }
}
