using Microsoft.EntityFrameworkCore;

namespace BackendGuardrails.Evidence.BG2114.Updated.After;

public class ClaimDesk(ClaimContext db)
{
    public async Task<int> PayAsync(int id)
    {
        var claim = await db.Claims.AsNoTracking().FirstAsync(found => found.Id == id);
        claim.IsPaid = true;
        db.Update(claim);
        return await db.SaveChangesAsync();
    }

    public async Task<int> RaiseAsync()
    {
        var claims = await db.Claims.AsNoTracking().Where(claim => claim.Amount < 1000).ToListAsync();
        foreach (var claim in claims)
        {
            claim.Amount++;
            db.Update(claim);
        }

        return await db.SaveChangesAsync();
    }
}
