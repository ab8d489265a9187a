namespace BackendGuardrails.Evidence.NPlusOne.Shapes;

/// <summary>BG1007: commits and writes per item.</summary>
internal static class Writes
{
    private const string Rule = "BG1007";

    public static IReadOnlyList<Shape> All { get; } =
    [
        Of("SaveChanges: of new rows", """
            foreach (var id in ids)
            {
                db.Orders.Add(new Order { CustomerId = id });
                await db.SaveChangesAsync(); // BG1007
            }
            """),
        Of("SaveChanges: of rows that were read", """
            foreach (var product in db.Products.ToList())
            {
                product.Stock--;
                db.SaveChanges(); // BG1007
            }
            """),
        Of("SaveChanges: in a for", """
            for (var i = 0; i < ids.Length; i++)
            {
                db.Messages.Add(new OutboxMessage { Payload = "Message " + ids[i] });
                await db.SaveChangesAsync(); // BG1007
            }
            """),
        Of("SaveChanges: in ForEach", """
            ids.ToList().ForEach(id =>
            {
                db.Orders.Add(new Order { CustomerId = id });
                db.SaveChanges(); // BG1007
            });
            """),
        Of("SaveChanges: in a private method", """
            foreach (var id in ids)
                await PlaceAsync(id); // BG1007
            """, """
            private async Task PlaceAsync(int customerId)
            {
                db.Orders.Add(new Order { CustomerId = customerId });
                await db.SaveChangesAsync();
            }
            """),
        Of("transaction", """
            foreach (var id in ids)
            {
                await using var transaction = await db.Database.BeginTransactionAsync(); // BG1007
                db.Orders.Add(new Order { CustomerId = id });
                await db.SaveChangesAsync(); // BG1007
                await transaction.CommitAsync();
            }
            """),
        Of("ExecuteUpdate", """
            foreach (var id in ids)
                await db.Products.Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Stock, p => p.Stock - 1)); // BG1007
            """),
        Of("ExecuteDelete", """
            foreach (var id in ids)
                await db.Messages.Where(m => m.Id == id).ExecuteDeleteAsync(); // BG1007
            """),
        Of("ExecuteSql", """
            foreach (var id in ids)
                await db.Database.ExecuteSqlAsync($"UPDATE \"Products\" SET \"Stock\" = 0 WHERE \"Id\" = {id}"); // BG1007
            """),
        Of("ExecuteSql: raw and blocking", """
            foreach (var id in ids)
                db.Database.ExecuteSqlRaw("UPDATE \"Products\" SET \"Stock\" = 0 WHERE \"Id\" = {0}", id); // BG1007
            """),
        Of("Dapper write", """
            var connection = db.Database.GetDbConnection();
            foreach (var id in ids)
                await connection.ExecuteAsync("UPDATE \"Products\" SET \"Stock\" = 1 WHERE \"Id\" = @id", new { id }); // BG1007
            """),
        Of("Dapper write: Execute with a list", """
            var connection = db.Database.GetDbConnection();
            await connection.ExecuteAsync("UPDATE \"Products\" SET \"Stock\" = 1 WHERE \"Id\" = @id", ids.Select(id => new { id }).ToList()); // BG1007
            """),
        Of("ADO write", """
            var connection = (NpgsqlConnection)db.Database.GetDbConnection();
            await connection.OpenAsync();
            foreach (var id in ids)
            {
                await using var command = new NpgsqlCommand("DELETE FROM \"Messages\" WHERE \"Id\" = $1", connection) { Parameters = { new() { Value = id } } };
                await command.ExecuteNonQueryAsync(); // BG1007
            }
            """),
        new(Rule, "through a repository", Label.Grows, """
            public interface IOrderRepository
            {
                Task AddAsync(Order order);
            }

            public sealed class OrderRepository(ShopContext db) : IOrderRepository
            {
                public async Task AddAsync(Order order)
                {
                    db.Orders.Add(order);
                    await db.SaveChangesAsync();
                }
            }

            public sealed class Import(IOrderRepository orders)
            {
                public async Task RunAsync(int[] ids)
                {
                    foreach (var id in ids)
                        await orders.AddAsync(new Order { CustomerId = id }); // BG1007
                }
            }
            """),
        new(Rule, "through a unit of work", Label.Grows, """
            public interface IUnitOfWork
            {
                DbSet<Order> Orders { get; }
                Task<int> CommitAsync(CancellationToken token);
            }

            public sealed class UnitOfWork(ShopContext db) : IUnitOfWork
            {
                public DbSet<Order> Orders => db.Orders;

                public Task<int> CommitAsync(CancellationToken token) => db.SaveChangesAsync(token);
            }

            public sealed class Import(IUnitOfWork work)
            {
                public async Task RunAsync(int[] ids, CancellationToken token)
                {
                    foreach (var id in ids)
                    {
                        work.Orders.Add(new Order { CustomerId = id });
                        await work.CommitAsync(token); // BG1007
                    }
                }
            }
            """),
        Of("a query and a commit", """
            foreach (var id in ids)
            {
                var product = await db.Products.SingleAsync(p => p.Id == id); // BG1001
                product.Stock--;
                await db.SaveChangesAsync(); // BG1007
            }
            """),
        Quiet("after the loop", """
            foreach (var id in ids)
                db.Orders.Add(new Order { CustomerId = id });
            await db.SaveChangesAsync();
            """),
        Quiet("per chunk", """
            foreach (var chunk in ids.Chunk(500))
            {
                foreach (var id in chunk)
                    db.Orders.Add(new Order { CustomerId = id });
                await db.SaveChangesAsync();
            }
            """),
        Quiet("per chunk: ExecuteUpdate", """
            foreach (var chunk in ids.Chunk(500))
                await db.Products.Where(p => chunk.Contains(p.Id)).ExecuteUpdateAsync(set => set.SetProperty(p => p.Stock, 0));
            """),
        Quiet("threshold flush", """
            var count = 0;
            foreach (var id in ids)
            {
                db.Orders.Add(new Order { CustomerId = id });
                if (++count % 500 == 0)
                    await db.SaveChangesAsync();
            }

            await db.SaveChangesAsync();
            """),
        Quiet("threshold flush: by the length of a buffer", """
            var buffer = new List<Order>();
            foreach (var id in ids)
            {
                buffer.Add(new Order { CustomerId = id });
                if (buffer.Count >= 1000)
                {
                    db.Orders.AddRange(buffer);
                    await db.SaveChangesAsync();
                    buffer.Clear();
                }
            }

            db.Orders.AddRange(buffer);
            await db.SaveChangesAsync();
            """),
        new(Rule, "fresh scope per message", Label.Deliberate, """
            public sealed class Consumer(IServiceScopeFactory scopes)
            {
                public async Task RunAsync(IEnumerable<int> messages, CancellationToken token)
                {
                    foreach (var message in messages)
                    {
                        await using var scope = scopes.CreateAsyncScope();
                        var db = scope.ServiceProvider.GetRequiredService<ShopContext>();
                        db.Orders.Add(new Order { CustomerId = message });
                        await db.SaveChangesAsync(token);
                    }
                }
            }
            """),
        new(Rule, "outbox dispatch", Label.Deliberate, """
            public sealed class OutboxDispatcher(ShopContext db, HttpClient bus)
            {
                public async Task RunAsync(CancellationToken token)
                {
                    var messages = await db.Messages.Where(m => m.SentAt == null).OrderBy(m => m.Id).Take(100).ToListAsync(token);
                    foreach (var message in messages)
                    {
                        await bus.PostAsJsonAsync("messages", message.Payload, token); // BG1021?
                        message.SentAt = DateTime.UtcNow;
                        await db.SaveChangesAsync(token); // BG1007?
                    }
                }
            }
            """),
        Quiet("retry", """
            db.Orders.Add(new Order { CustomerId = ids[0] });
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    await db.SaveChangesAsync();
                    break;
                }
                catch (DbUpdateConcurrencyException conflict) when (attempt < 3)
                {
                    conflict.Entries[0].OriginalValues.SetValues((await conflict.Entries[0].GetDatabaseValuesAsync())!);
                }
            }
            """),
        new(Rule, "generated key needed by the next iteration", Label.Deliberate, """
            public sealed class Chain(ShopContext db)
            {
                public async Task RunAsync(int[] ids)
                {
                    int? parentId = null;
                    foreach (var id in ids)
                    {
                        var category = new Category { Name = "Level " + id, ParentId = parentId };
                        db.Categories.Add(category);
                        await db.SaveChangesAsync(); // BG1007?
                        parentId = category.Id;
                    }
                }
            }
            """),
        Quiet("one transaction around the loop", """
            await using var transaction = await db.Database.BeginTransactionAsync();
            foreach (var id in ids)
                db.Orders.Add(new Order { CustomerId = id });
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            """),
        Quiet("a batch of ADO.NET", """
            var connection = (NpgsqlConnection)db.Database.GetDbConnection();
            await connection.OpenAsync();
            await using var batch = new NpgsqlBatch(connection);
            foreach (var id in ids)
                batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM \"Messages\" WHERE \"Id\" = $1") { Parameters = { new() { Value = id } } });
            await batch.ExecuteNonQueryAsync();
            """),
        Quiet("Add without a commit", """
            foreach (var id in ids)
                await db.Messages.AddAsync(new OutboxMessage { Payload = "Message " + id });
            await db.SaveChangesAsync();
            """),
        Quiet("literal array", """
            foreach (var name in new[] { "North", "South" })
            {
                db.Regions.Add(new Region { Name = name });
                await db.SaveChangesAsync();
            }
            """),
    ];

    private static Shape Of(string name, string body, string members = "") => new(Rule, name, Label.Grows, Source(body, members));

    private static Shape Quiet(string name, string body) => new(Rule, name, Label.Flat, Source(body, ""));

    private static string Source(string body, string members) => $$"""
        public sealed class Import(ShopContext db)
        {
            public async Task RunAsync(int[] ids)
            {
                await Task.Yield();
                {{body.Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }

            {{members.Replace("\n", "\n    ", StringComparison.Ordinal)}}
        }
        """;
}
