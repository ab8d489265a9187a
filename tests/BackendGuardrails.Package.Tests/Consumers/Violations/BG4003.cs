using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Violations.BG4003;

public sealed record Credentials(string Name, string Password);

[ApiController]
[AllowAnonymous]
public class SessionsController : ControllerBase
{
    [HttpPost("sessions/login")]
    public IActionResult Login([FromBody] Credentials credentials) // guardrail: BG4003 (info)
    {
        return Ok(credentials.Name.Length);
    }

    [HttpPost("sessions/token")]
    [EnableRateLimiting("credentials")]
    public IActionResult Token([FromBody] Credentials credentials)
    {
        return Ok(credentials.Name.Length);
    }
}

public static class Limits
{
    public static void Add(IServiceCollection services) => services.AddRateLimiter(limits => limits.AddFixedWindowLimiter("credentials", window => window.PermitLimit = 5));
}
