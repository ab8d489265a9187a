using System.Transactions;
using BackendGuardrails.Evidence.Infrastructure;
using Xunit;

namespace BackendGuardrails.Evidence.BG2103;

public class SuppressTests
{
    /// <summary>Why the rule makes no exception for it.</summary>
    [Fact]
    public Task A_scope_that_suppresses_transactions_throws_on_another_thread_too() => Assert.ThrowsAsync<InvalidOperationException>(() => Threads.RunOnOneOfItsOwn(async () =>
    {
        using var scope = new TransactionScope(TransactionScopeOption.Suppress);
        await new AnotherThread();
        scope.Complete();
    }));
}
