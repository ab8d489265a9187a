using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Integrity.BG2102TransactionUnderRetryAnalyzer, BackendGuardrails.Integrity.BG2102TransactionUnderRetryCodeFix>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2102TransactionUnderRetryFixTests
{
    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(RetryShop.Service(before), RetryShop.Service(after));

    [Fact]
    public Task A_using_declaration_takes_the_rest_of_the_block_along() => VerifyAsync("""
            public async Task SaveAsync(Order order, CancellationToken token)
            {
                order.Note = "new";

                // Both or none.
                await using var transaction = await _db.Database.[|BeginTransactionAsync|](token);
                _db.Orders.Add(order); // first

                await _db.SaveChangesAsync(token);
                await transaction.CommitAsync(token);
                // done
            }
        """, """
            public async Task SaveAsync(Order order, CancellationToken token)
            {
                order.Note = "new";

                var strategy = _db.Database.CreateExecutionStrategy();
                await strategy.ExecuteAsync(async () =>
                {
                    // Both or none.
                    await using var transaction = await _db.Database.BeginTransactionAsync(token);
                    _db.Orders.Add(order); // first

                    await _db.SaveChangesAsync(token);
                    await transaction.CommitAsync(token);
                });
                // done
            }
        """);

    [Fact]
    public Task A_using_statement_is_wrapped_alone() => VerifyAsync("""
            public void Save(Order order)
            {
                using (var transaction = _db.Database.[|BeginTransaction|]())
                {
                    _db.Orders.Add(order);
                    _db.SaveChanges();
                    transaction.Commit();
                }

                order.Note = "saved";
            }
        """, """
            public void Save(Order order)
            {
                var strategy = _db.Database.CreateExecutionStrategy();
                strategy.Execute(() =>
                {
                    using (var transaction = _db.Database.BeginTransaction())
                    {
                        _db.Orders.Add(order);
                        _db.SaveChanges();
                        transaction.Commit();
                    }
                });

                order.Note = "saved";
            }
        """);

    [Fact]
    public Task A_value_is_returned_through_the_strategy() => VerifyAsync("""
            public async Task<int> SaveAsync(Order order)
            {
                await using var transaction = await _db.Database.[|BeginTransactionAsync|]().ConfigureAwait(false);
                _db.Orders.Add(order);
                await _db.SaveChangesAsync().ConfigureAwait(false);
                await transaction.CommitAsync().ConfigureAwait(false);
                return order.Id;
            }
        """, """
            public async Task<int> SaveAsync(Order order)
            {
                var strategy = _db.Database.CreateExecutionStrategy();
                return await strategy.ExecuteAsync(async () =>
                {
                    await using var transaction = await _db.Database.BeginTransactionAsync().ConfigureAwait(false);
                    _db.Orders.Add(order);
                    await _db.SaveChangesAsync().ConfigureAwait(false);
                    await transaction.CommitAsync().ConfigureAwait(false);
                    return order.Id;
                }).ConfigureAwait(false);
            }
        """);

    [Fact]
    public Task Values_of_several_types_name_the_result() => VerifyAsync("""
            public async Task<Order?> SaveAsync(Order order)
            {
                await using var transaction = await _db.Database.[|BeginTransactionAsync|]();
                try
                {
                    if (await _db.Orders.AnyAsync())
                        return null;
                    await transaction.CommitAsync();
                    return order;
                }
                catch (DbUpdateException)
                {
                    await transaction.RollbackAsync();
                    throw;
                }
            }
        """, """
            public async Task<Order?> SaveAsync(Order order)
            {
                var strategy = _db.Database.CreateExecutionStrategy();
                return await strategy.ExecuteAsync<Order?>(async () =>
                {
                    await using var transaction = await _db.Database.BeginTransactionAsync();
                    try
                    {
                        if (await _db.Orders.AnyAsync())
                            return null;
                        await transaction.CommitAsync();
                        return order;
                    }
                    catch (DbUpdateException)
                    {
                        await transaction.RollbackAsync();
                        throw;
                    }
                });
            }
        """);

    [Fact]
    public Task An_ambient_transaction_is_wrapped_with_the_context_of_its_command() => VerifyAsync("""
            public async Task SaveAsync()
            {
                using (var scope = [|new TransactionScope(TransactionScopeAsyncFlowOption.Enabled)|])
                {
                    await this._db.SaveChangesAsync();
                    scope.Complete();
                }
            }
        """, """
            public async Task SaveAsync()
            {
                var strategy = this._db.Database.CreateExecutionStrategy();
                await strategy.ExecuteAsync(async () =>
                {
                    using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
                    {
                        await this._db.SaveChangesAsync();
                        scope.Complete();
                    }
                });
            }
        """);

    [Fact]
    public Task An_early_return_ends_the_lambda_at_the_end_of_the_method() => VerifyAsync("""
            public async Task SaveAsync()
            {
                await using var transaction = await _db.Database.[|BeginTransactionAsync|]();
                if (!await _db.Orders.AnyAsync())
                    return;
                await transaction.CommitAsync();
            }
        """, """
            public async Task SaveAsync()
            {
                var strategy = _db.Database.CreateExecutionStrategy();
                await strategy.ExecuteAsync(async () =>
                {
                    await using var transaction = await _db.Database.BeginTransactionAsync();
                    if (!await _db.Orders.AnyAsync())
                        return;
                    await transaction.CommitAsync();
                });
            }
        """);

    [Fact]
    public Task Fix_All_wraps_every_transaction() => VerifyAsync("""
            public void One()
            {
                using var transaction = _db.Database.[|BeginTransaction|]();
                _db.SaveChanges();
            }

            public Action Two() => () =>
            {
                using var transaction = _db.Database.[|BeginTransaction|]();
                _db.SaveChanges();
            };
        """.Replace("Action Two() => ", "void Two() => Task.Run("). Replace("};", "});"), """
            public void One()
            {
                var strategy = _db.Database.CreateExecutionStrategy();
                strategy.Execute(() =>
                {
                    using var transaction = _db.Database.BeginTransaction();
                    _db.SaveChanges();
                });
            }

            public void Two() => Task.Run(() =>
            {
                var strategy = _db.Database.CreateExecutionStrategy();
                strategy.Execute(() =>
                {
                    using var transaction = _db.Database.BeginTransaction();
                    _db.SaveChanges();
                });
            });
        """);

    [Fact]
    public Task The_namespace_of_the_strategy_is_imported() => new VerifyCS.Test
    {
        TestState = { Sources = { ImportBefore, "using Microsoft.EntityFrameworkCore;" + RetryShop.Context + RetryShop.Registration } },
        FixedState = { Sources = { ImportAfter, "using Microsoft.EntityFrameworkCore;" + RetryShop.Context + RetryShop.Registration } },
    }.RunAsync();

    private const string ImportBefore = """
        namespace Shop;

        public class Orders
        {
            private readonly ShopContext db; public Orders(ShopContext db) { this.db = db; }
            public void Save()
            {
                using var transaction = db.Database.[|BeginTransaction|]();
                db.SaveChanges();
            }
        }
        """;

    private const string ImportAfter = """
        using Microsoft.EntityFrameworkCore;

        namespace Shop;

        public class Orders
        {
            private readonly ShopContext db; public Orders(ShopContext db) { this.db = db; }
            public void Save()
            {
                var strategy = db.Database.CreateExecutionStrategy();
                strategy.Execute(() =>
                {
                    using var transaction = db.Database.BeginTransaction();
                    db.SaveChanges();
                });
            }
        }
        """;
}
