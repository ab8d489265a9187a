using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Violations.BG4002;

[ApiController]
public class DraftsController : ControllerBase
{
    [HttpPut("drafts/{id}")]
    public IActionResult Change(int id, [FromQuery] string text) // guardrail: BG4002
    {
        return Ok(new { id, text });
    }

    [HttpPut("drafts/{id}/title")]
    [Authorize]
    public IActionResult Rename(int id, [FromQuery] string title)
    {
        return Ok(new { id, title });
    }
}

public static class Server
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication();
        return builder.Build();
    }
}
