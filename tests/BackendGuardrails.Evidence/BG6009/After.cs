using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6009.After;

[Migration("20260401080000_UniqueCode")]
public class UniqueCode : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            UPDATE "Orders" o SET "Code" = o."Code" || '+' || o."Id"
            FROM "Orders" older WHERE older."Code" = o."Code" AND older."Id" < o."Id";
            """);
        migrationBuilder.CreateIndex(
            name: "IX_Orders_Code",
            table: "Orders",
            column: "Code",
            unique: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex(
            name: "IX_Orders_Code",
            table: "Orders");
    }
}
