using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BackendGuardrails.Evidence.BG6004.After;

[Migration("20260401080000_RequireNote")]
public class RequireNote : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("UPDATE \"Orders\" SET \"Note\" = '' WHERE \"Note\" IS NULL;");
        migrationBuilder.AlterColumn<string>(
            name: "Note",
            table: "Orders",
            type: "text",
            nullable: false,
            oldClrType: typeof(string),
            oldType: "text",
            oldNullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AlterColumn<string>(
            name: "Note",
            table: "Orders",
            type: "text",
            nullable: true,
            oldClrType: typeof(string),
            oldType: "text");
    }

    // As in the designer's half: without the version, Npgsql does not trust what is said of the old column.
    protected override void BuildTargetModel(ModelBuilder modelBuilder) => modelBuilder.HasAnnotation("ProductVersion", "10.0.0");
}
