using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6002.Before;

[Migration("20260401080000_RenameNote")]
public class RenameNote : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.RenameColumn( // BG6002
            name: "Note",
            table: "Orders",
            newName: "Remark");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.RenameColumn(
            name: "Remark",
            table: "Orders",
            newName: "Note");
    }
}

[Migration("20260402080000_RenameOrders")]
public class RenameOrders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.RenameTable( // BG6002
            name: "Orders",
            newName: "Purchases");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.RenameTable(
            name: "Purchases",
            newName: "Orders");
    }
}
