using System.Transactions;

namespace Violations.BG2103;

public sealed class Transfers
{
    public async Task BookAsync(Func<Task> withdraw, Func<Task> deposit)
    {
        using var scope = new TransactionScope(); // guardrail: BG2103
        await withdraw();
        await deposit();
        scope.Complete();
    }

    public async Task CorrectAsync(Func<Task> correct)
    {
        using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
        await correct();
        scope.Complete();
    }
}
