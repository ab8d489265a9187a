using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Violations.BG2005;

public interface IIntegrationEventHandler<in T>
{
    Task Handle(T message);
}

public sealed record ParcelLost(int ParcelId);

public class Claim
{
    public int Id { get; set; }

    public int ParcelId { get; set; }
}

public class ClaimContext(DbContextOptions<ClaimContext> options) : DbContext(options)
{
    public DbSet<Claim> Claims => Set<Claim>();
}

public sealed class ParcelLostHandler(ClaimContext db) : IIntegrationEventHandler<ParcelLost>
{
    public async Task Handle(ParcelLost message) // guardrail: BG2005 (info, stays)
    {
        db.Claims.Add(new Claim { ParcelId = message.ParcelId });
        await db.SaveChangesAsync();
    }
}
