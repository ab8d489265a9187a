using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG2114.Tracked.After;

public class ClaimDesk(ClaimContext db)
{
    public async Task<int> PayAsync(int id)
    {
        var claim = await db.Claims.FirstAsync(found => found.Id == id);
        claim.IsPaid = true;
        return await db.SaveChangesAsync();
    }

    public async Task<int> RaiseAsync()
    {
        var claims = await db.Claims.Where(claim => claim.Amount < 1000).ToListAsync();
        foreach (var claim in claims)
            claim.Amount++;
        return await db.SaveChangesAsync();
    }

    public async Task<int> CorrectAsync(int id)
    {
        var known = await db.Claims.FirstAsync(found => found.Id == id);
        var claim = await db.Claims.FirstAsync(found => found.Id == id);
        claim.Amount = known.Amount + 1;
        db.Update(claim);
        return await db.SaveChangesAsync();
    }
}
