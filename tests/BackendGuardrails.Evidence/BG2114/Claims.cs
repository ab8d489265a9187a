using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG2114;

public class Claim
{
    public int Id { get; set; }

    public bool IsPaid { get; set; }

    public int Amount { get; set; }
}

public class ClaimContext(DbContextOptions<ClaimContext> options) : DbContext(options)
{
    public DbSet<Claim> Claims => Set<Claim>();
}
