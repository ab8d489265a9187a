using Microsoft.AspNetCore.Builder;

namespace Violations.BG3016;

public static class Departures
{
    public static void Run(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build(); // guardrail: BG3016 (info)
        app.MapGet("/departures", Next);
        app.Run();
    }

    private static string Next(int hour) => hour < 24 ? $"{hour}:30" : throw new ArgumentOutOfRangeException(nameof(hour));
}
