using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6003.After;

[Migration("20260401080000_NameRemark")]
public class NameRemark : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.RenameColumn(
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
