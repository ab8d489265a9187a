using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Violations.BG4011;

public static class Logging
{
    public static void Everywhere(DbContextOptionsBuilder options, IHostEnvironment environment) =>
        options.EnableSensitiveDataLogging(); // guardrail: BG4011

    public static void InDevelopment(DbContextOptionsBuilder options, IHostEnvironment environment) =>
        options.EnableSensitiveDataLogging(environment.IsDevelopment());
}
