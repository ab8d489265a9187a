using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG2114.Tracked.Before;

public class ClaimDesk(ClaimContext db)
{
    public async Task<int> PayAsync(int id)
    {
        var claim = await db.Claims.AsNoTracking().FirstAsync(found => found.Id == id);
        claim.IsPaid = true; // BG2114
        return await db.SaveChangesAsync();
    }

    public async Task<int> RaiseAsync()
    {
        var claims = await db.Claims.AsNoTracking().Where(claim => claim.Amount < 1000).ToListAsync();
        foreach (var claim in claims)
            claim.Amount++; // BG2114
        return await db.SaveChangesAsync();
    }

    public async Task<int> CorrectAsync(int id)
    {
        var known = await db.Claims.FirstAsync(found => found.Id == id);
        var claim = await db.Claims.AsNoTracking().FirstAsync(found => found.Id == id);
        claim.Amount = known.Amount + 1;
        db.Update(claim); // BG2114
        return await db.SaveChangesAsync();
    }
}
