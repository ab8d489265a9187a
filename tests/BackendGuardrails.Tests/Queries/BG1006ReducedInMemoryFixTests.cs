using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1006ReducedInMemoryAnalyzer, BackendGuardrails.Queries.BG1006ReducedInMemoryCodeFix>;

namespace BackendGuardrails.Tests.Queries;

public class BG1006ReducedInMemoryFixTests
{
    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(BoundShop.Action(before), BoundShop.Action(after));

    [Theory]
    [InlineData("return Ok(db.Orders.ToList().[|Where|](o => o.Status == status).ToList());", "return Ok(db.Orders.Where(o => o.Status == status).ToList());")]
    [InlineData("return Ok((await db.Orders.ToListAsync()).[|Where|](o => o.Status == status).ToList());", "return Ok(await db.Orders.Where(o => o.Status == status).ToListAsync());")]
    [InlineData("return Ok((await db.Orders.ToListAsync(HttpContext.RequestAborted)).[|Where|](o => o.Status == status));", "return Ok(await db.Orders.Where(o => o.Status == status).ToListAsync(HttpContext.RequestAborted));")]
    [InlineData("return Ok(db.Orders.AsEnumerable().[|Where|](o => o.Status == status).Select(o => o.Number.GetHashCode()));", "return Ok(db.Orders.Where(o => o.Status == status).AsEnumerable().Select(o => o.Number.GetHashCode()));")]
    [InlineData("return Ok((await db.Orders.ToListAsync()).[|Where|](o => o.Status == status).OrderBy(o => o.Id).Take(10).Select(o => o.Number).ToList());", "return Ok((await db.Orders.Where(o => o.Status == status).OrderBy(o => o.Id).Take(10).ToListAsync()).Select(o => o.Number).ToList());")]
    [InlineData("return Ok((await db.Orders.ToListAsync(HttpContext.RequestAborted)).[|Count|](o => o.Status == status) > 3);", "return Ok(await db.Orders.CountAsync(o => o.Status == status, HttpContext.RequestAborted) > 3);")]
    [InlineData("return Ok((await db.Orders.ToListAsync()).[|Count|].ToString());", "return Ok((await db.Orders.CountAsync()).ToString());")]
    [InlineData("return Ok(db.Orders.ToArray().[|Length|]);", "return Ok(db.Orders.Count());")]
    [InlineData("return Ok((await db.Orders.ToListAsync().ConfigureAwait(false)).[|Any|]());", "return Ok(await db.Orders.AnyAsync().ConfigureAwait(false));")]
    [InlineData("return Ok((await db.Orders.ToListAsync()).[|Find|](o => o.Id == id));", "return Ok(await db.Orders.FirstOrDefaultAsync(o => o.Id == id));")]
    [InlineData("return Ok(db.Orders.ToList().[|Exists|](o => o.Id == id));", "return Ok(db.Orders.Any(o => o.Id == id));")]
    [InlineData("return Ok(db.Orders.ToList().[|FindAll|](o => o.IsDeleted));", "return Ok(db.Orders.Where(o => o.IsDeleted).ToList());")]
    [InlineData("return Ok((await db.Orders.ToListAsync()).OrderByDescending(o => o.PlacedAt).[|First|]());", "return Ok(await db.Orders.OrderByDescending(o => o.PlacedAt).FirstAsync());")]
    [InlineData("return Ok((await db.Orders.ToListAsync()).[|Where|](o => o.IsDeleted).Sum(o => o.Total));", "return Ok(await db.Orders.Where(o => o.IsDeleted).SumAsync(o => o.Total));")]
    [InlineData("return Ok((await db.Orders.ToListAsync()).Select(o => o.CustomerId).[|Distinct|]().ToList());", "return Ok(await db.Orders.Select(o => o.CustomerId).Distinct().ToListAsync());")]
    [InlineData("return Ok((await db.Orders.ToListAsync()).[|GroupBy|](o => o.Status).Select(g => new { g.Key, Count = g.Count() }).ToList());", "return Ok(await db.Orders.GroupBy(o => o.Status).Select(g => new { g.Key, Count = g.Count() }).ToListAsync());")]
    public Task Operators_move_to_the_database(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("var orders = await db.Orders.ToListAsync(); return Ok(orders.[|Count|]);", "var orders = db.Orders; return Ok(await orders.CountAsync());")]
    [InlineData("List<Order> orders = db.Orders.Where(o => !o.IsDeleted).ToList(); var open = orders.[|Where|](o => o.Status == status).ToList(); return Ok(open);", "IQueryable<Order> orders = db.Orders.Where(o => !o.IsDeleted); var open = orders.Where(o => o.Status == status).ToList(); return Ok(open);")]
    [InlineData("var orders = await db.Orders.ToListAsync(); return Ok(new { Open = orders.[|Count|](o => o.Status == status), Sum = orders.Sum(o => o.Total) });", "var orders = db.Orders; return Ok(new { Open = await orders.CountAsync(o => o.Status == status), Sum = await orders.SumAsync(o => o.Total) });")]
    [InlineData("IEnumerable<Order> orders = db.Orders; return Ok(orders.[|Where|](o => o.Status == status).Select(o => o.Number));", "IQueryable<Order> orders = db.Orders; return Ok(orders.Where(o => o.Status == status).AsEnumerable().Select(o => o.Number));")]
    [InlineData("var orders = db.Orders.AsEnumerable(); return Ok(orders.[|Any|]());", "var orders = db.Orders; return Ok(orders.Any());")]
    [InlineData("var ids2 = await db.Customers.Select(c => c.Id).ToListAsync(); return Ok(await db.Orders.CountAsync(o => ids2.[|Contains|](o.CustomerId)));", "var ids2 = db.Customers.Select(c => c.Id); return Ok(await db.Orders.CountAsync(o => ids2.Contains(o.CustomerId)));")]
    [InlineData("List<int> keys = db.Customers.Select(c => c.Id).ToList(); return Ok(db.Orders.Count(o => keys.[|Contains|](o.CustomerId)));", "IQueryable<int> keys = db.Customers.Select(c => c.Id); return Ok(db.Orders.Count(o => keys.Contains(o.CustomerId)));")]
    public Task A_variable_becomes_the_query(string before, string after) => VerifyAsync(before, after);

    [Fact]
    public Task A_chain_with_a_call_on_each_line_keeps_its_lines_and_comments() => VerifyCS.VerifyCodeFixAsync(BoundShop.Action("""
        // what is left to do
                var open = (await db.Orders
                    .AsNoTracking() // nothing is changed
                    .ToListAsync())
                    .[|Where|](o => o.Status == status) // not yet paid
                    .ToList();
                return Ok(open);
        """), BoundShop.Action("""
        // what is left to do
                var open = await db.Orders
                    .AsNoTracking() // nothing is changed
                    .Where(o => o.Status == status) // not yet paid
                    .ToListAsync();
                return Ok(open);
        """));

    [Theory]
    [InlineData("var orders = await db.Orders.ToListAsync(); if (term != null) orders = orders.[|Where|](o => o.Number == term).ToList(); return Ok(orders);")]
    [InlineData("return Ok(db.Orders.ToList().[|GroupBy|](o => o.CustomerId).ToDictionary(g => g.Key, g => g.Count()));")]
    [InlineData("return Ok(Enumerable.[|Count|](db.Orders.ToList(), o => o.IsDeleted));")]
    [InlineData("return Ok(db.Orders.ToListAsync().Result.[|Any|]());")]
    [InlineData("var orders = db.Orders.ToList(); return Ok(orders.[|FirstOrDefault|](o => o.Status == status) ?? orders.FirstOrDefault());")]
    [InlineData("return Ok((await EntityFrameworkQueryableExtensions.ToListAsync(db.Orders)).[|Any|](o => o.IsDeleted));")]
    [InlineData("return Ok((await db.Orders.ToListAsync(/* all */)).[|Any|]());")]
    [InlineData("List<Order> Load() => db.Orders.ToList(); return Ok(Load().[|Count|]);")]
    [InlineData("IEnumerable<Order> orders = db.Orders; orders = orders.[|Where|](o => o.Status == status); return Ok(orders.ToList());")]
    public Task Where_it_is_not_certain_there_is_no_fix(string body) => VerifyCS.VerifyNoCodeFixAsync(BoundShop.Action(body));

    [Fact]
    public Task Fix_all_moves_every_operator() => VerifyAsync(
        "var open = (await db.Orders.ToListAsync()).[|Count|](o => o.Status == status); var lines = db.Lines.ToList(); return Ok(new { open, Sum = lines.[|Sum|](l => l.Quantity), First = db.Customers.ToList().[|First|](c => c.Name == term) });",
        "var open = await db.Orders.CountAsync(o => o.Status == status); var lines = db.Lines; return Ok(new { open, Sum = lines.Sum(l => l.Quantity), First = db.Customers.First(c => c.Name == term) });");
}
