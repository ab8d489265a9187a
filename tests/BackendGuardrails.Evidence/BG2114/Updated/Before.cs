using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG2114.Updated.Before;

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
}
