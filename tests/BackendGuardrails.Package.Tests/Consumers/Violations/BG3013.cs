using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Violations.BG3013;

public sealed record Reading([Range(0, 100)] int Percent);

public sealed record Note(string Text);

public static class Readings
{
    // Several programs are built here: in which one to switch validation on, nobody can tell.
    public static void Map(WebApplication app)
    {
        app.MapPut("/readings", [Authorize] (Reading reading) => reading.Percent); // guardrail: BG3013 (stays)
        app.MapPut("/notes", [Authorize] (Note note) => note.Text);
    }
}
