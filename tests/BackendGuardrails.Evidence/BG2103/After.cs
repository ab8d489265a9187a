using System.Transactions;

namespace BackendGuardrails.Evidence.BG2103.After;

public class Transfers(LedgerContext db)
{
    public async Task MoveAsync(string from, string to, decimal amount, Func<Task<bool>> isAllowed)
    {
        using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
        await new AnotherThread();
        db.Entries.Add(new Entry { Account = from, Amount = -amount });
        await db.SaveChangesAsync();
        if (!await isAllowed())
            return;
        db.Entries.Add(new Entry { Account = to, Amount = amount });
        await db.SaveChangesAsync();
        scope.Complete();
    }
}
