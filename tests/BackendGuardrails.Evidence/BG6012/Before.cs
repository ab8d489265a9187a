using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6012.Before;

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

        migrationBuilder.Sql("UPDATE \"Orders\" SET \"State\" = 'open';"); // BG6012
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(
            name: "State",
            table: "Orders");
    }
}

[Migration("20260402080000_RaiseQuantities")]
public class RaiseQuantities : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("UPDATE \"Orders\" SET \"Quantity\" = \"Quantity\" + 1;"); // BG6012
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("SELECT 1;");
    }
}
