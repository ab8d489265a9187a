using Microsoft.EntityFrameworkCore.Migrations;

namespace Violations.BG6015;

public sealed class AddSong : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "Song", table: "Birds", type: "json", nullable: true); // guardrail: BG6015 (info)

        migrationBuilder.AddColumn<string>(name: "Calls", table: "Birds", type: "jsonb", nullable: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException();
}
