using Microsoft.EntityFrameworkCore.Migrations;

namespace Violations.BG6002;

public sealed class GuestMail : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.RenameColumn(name: "Mail", table: "Guests", newName: "Email"); // guardrail: BG6002 (stays)
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.RenameColumn(name: "Email", table: "Guests", newName: "Mail");
    }
}
