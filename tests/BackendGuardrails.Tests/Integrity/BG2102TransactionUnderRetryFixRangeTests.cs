using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Integrity.BG2102TransactionUnderRetryAnalyzer, BackendGuardrails.Integrity.BG2102TransactionUnderRetryCodeFix>;

namespace BackendGuardrails.Tests.Integrity;

/// <summary>From where to where the fix wraps, and where it does not.</summary>
public class BG2102TransactionUnderRetryFixRangeTests
{
    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(RetryShop.Service(before), RetryShop.Service(after));

    private static Task VerifyNoFixAsync(string members) => VerifyCS.VerifyNoCodeFixAsync(RetryShop.Service(members));

    [Fact]
    public Task A_try_around_goes_along_and_what_follows_stays() => VerifyAsync("""
            public async Task SaveAsync(Order order)
            {
                var transaction = await _db.Database.[|BeginTransactionAsync|]();
                try
                {
                    _db.Orders.Add(order);
                    await _db.SaveChangesAsync();
                    await transaction.CommitAsync();
                }
                catch
                {
                    await transaction.RollbackAsync();
                    throw;
                }

                Console.WriteLine(order.Id);
            }
        """, """
            public async Task SaveAsync(Order order)
            {
                var strategy = _db.Database.CreateExecutionStrategy();
                await strategy.ExecuteAsync(async () =>
                {
                    var transaction = await _db.Database.BeginTransactionAsync();
                    try
                    {
                        _db.Orders.Add(order);
                        await _db.SaveChangesAsync();
                        await transaction.CommitAsync();
                    }
                    catch
                    {
                        await transaction.RollbackAsync();
                        throw;
                    }
                });

                Console.WriteLine(order.Id);
            }
        """);

    [Fact]
    public Task A_transaction_assigned_in_a_try_starts_with_its_declaration() => VerifyAsync("""
            public void Save()
            {
                IDbContextTransaction? transaction = null;
                try
                {
                    transaction = _db.Database.[|BeginTransaction|]();
                    _db.SaveChanges();
                    transaction.Commit();
                }
                finally
                {
                    transaction?.Dispose();
                }
            }
        """, """
            public void Save()
            {
                var strategy = _db.Database.CreateExecutionStrategy();
                strategy.Execute(() =>
                {
                    IDbContextTransaction? transaction = null;
                    try
                    {
                        transaction = _db.Database.BeginTransaction();
                        _db.SaveChanges();
                        transaction.Commit();
                    }
                    finally
                    {
                        transaction?.Dispose();
                    }
                });
            }
        """);

    [Fact]
    public Task What_is_used_behind_the_commit_goes_along() => VerifyAsync("""
            public async Task<int> SaveAsync()
            {
                var transaction = await _db.Database.[|BeginTransactionAsync|]();
                var rows = await _db.SaveChangesAsync();
                await transaction.CommitAsync();
                return rows;
            }
        """, """
            public async Task<int> SaveAsync()
            {
                var strategy = _db.Database.CreateExecutionStrategy();
                return await strategy.ExecuteAsync(async () =>
                {
                    var transaction = await _db.Database.BeginTransactionAsync();
                    var rows = await _db.SaveChangesAsync();
                    await transaction.CommitAsync();
                    return rows;
                });
            }
        """);

    [Fact]
    public Task A_transaction_without_a_name_ends_with_its_commit() => VerifyAsync("""
            public async Task SaveAsync(int strategy)
            {
                await _db.Database.[|BeginTransactionAsync|]();
                await _db.SaveChangesAsync();
                await _db.Database.CommitTransactionAsync();
                Console.WriteLine(strategy);
            }
        """, """
            public async Task SaveAsync(int strategy)
            {
                var executionStrategy = _db.Database.CreateExecutionStrategy();
                await executionStrategy.ExecuteAsync(async () =>
                {
                    await _db.Database.BeginTransactionAsync();
                    await _db.SaveChangesAsync();
                    await _db.Database.CommitTransactionAsync();
                });
                Console.WriteLine(strategy);
            }
        """);

    [Theory]
    [InlineData("public void Save(out int rows) { using var tx = _db.Database.[|BeginTransaction|](); rows = _db.SaveChanges(); }")]
    [InlineData("public void Save(ref int rows) { using var tx = _db.Database.[|BeginTransaction|](); rows = _db.SaveChanges(); }")]
    [InlineData("public void Save() { for (var i = 0; ; i++) { using var tx = _db.Database.[|BeginTransaction|](); if (_db.SaveChanges() > 1) break; } }")]
    [InlineData("public void Save() { again: { using var tx = _db.Database.[|BeginTransaction|](); if (_db.SaveChanges() > 1) goto again; } }")]
    [InlineData("public IEnumerable<int> Save() { using var tx = _db.Database.[|BeginTransaction|](); yield return _db.SaveChanges(); }")]
    [InlineData("public void Save() { int rows; using (var tx = _db.Database.[|BeginTransaction|]()) { rows = _db.SaveChanges(); } Console.WriteLine(rows); }")]
    [InlineData("public int Save() { using (var tx = _db.Database.[|BeginTransaction|]()) { if (_db.SaveChanges() > 1) return 1; } return 0; }")]
    [InlineData("public void Save() { using (var tx = _db.Database.[|BeginTransaction|]()) { if (_db.SaveChanges() > 1) return; } Console.WriteLine(); }")]
    [InlineData("public void Save() { try { } catch { using var tx = _db.Database.[|BeginTransaction|](); _db.SaveChanges(); throw; } }")]
    [InlineData("public void Save(System.Data.Common.DbTransaction tx) { _db.Database.[|UseTransaction|](tx); _db.SaveChanges(); }")]
    [InlineData("public void Save() { _transaction = _db.Database.[|BeginTransaction|](); _db.SaveChanges(); _transaction.Commit(); }")]
    public Task Where_the_statements_cannot_move_no_fix_is_offered(string member) => VerifyNoFixAsync(member);
}
