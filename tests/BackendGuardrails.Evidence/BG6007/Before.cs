using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6007.Before;

[Migration("20260401080000_AddCreatedAt")]
public class AddCreatedAt : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<DateTime>(
            name: "CreatedAt",
            table: "Orders",
            type: "timestamp with time zone",
            nullable: false,
            defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified)); // BG6007
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(
            name: "CreatedAt",
            table: "Orders");
    }
}

[Migration("20260402080000_AddPayer")]
public class AddPayer : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>(
            name: "PayerId",
            table: "Orders",
            type: "integer",
            nullable: false,
            defaultValue: 0); // BG6007

        migrationBuilder.AddForeignKey(
            name: "FK_Orders_Customers_PayerId",
            table: "Orders",
            column: "PayerId",
            principalTable: "Customers",
            principalColumn: "Id");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropForeignKey(
            name: "FK_Orders_Customers_PayerId",
            table: "Orders");

        migrationBuilder.DropColumn(
            name: "PayerId",
            table: "Orders");
    }
}
