using Microsoft.AspNetCore.Builder;

namespace Violations.BG3017;

public static class Timetable
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/timetable/v1/trains", () => 1);
        app.MapGet("/timetable/trains", () => 1); // guardrail: BG3017 (off, stays)
    }
}
