using Microsoft.EntityFrameworkCore.Migrations;

namespace Violations.BG6001;

public sealed class RemoveNotes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropColumn(name: "Notes", table: "Guests"); // guardrail: BG6001 (stays)
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "Notes", table: "Guests", type: "text", nullable: true);
    }
}
