using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Violations.BG3008;

public sealed class Member
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public string PasswordHash { get; set; } = "";
}

public sealed record MemberRow(int Id, string Name);

public sealed class MemberContext : DbContext
{
    public DbSet<Member> Members => Set<Member>();

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");
}

[ApiController]
[Route("members")]
public sealed class MembersController(MemberContext db) : ControllerBase
{
    [HttpGet("first")]
    public async Task<ActionResult<Member>> FirstAsync() // guardrail: BG3008 (off, stays)
    {
        var first = await db.Members.AsNoTracking().OrderBy(member => member.Id).FirstOrDefaultAsync();
        return first is null ? NotFound() : first;
    }

    [HttpGet("last")]
    public async Task<ActionResult<MemberRow>> LastAsync()
    {
        var last = await db.Members.OrderByDescending(member => member.Id).Select(member => new MemberRow(member.Id, member.Name)).FirstOrDefaultAsync();
        return last is null ? NotFound() : last;
    }
}
