using BackendGuardrails.Tests.Verifiers;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2114UntrackedSaveAnalyzer, BackendGuardrails.Integrity.BG2114UntrackedSaveCodeFix>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2114UntrackedSaveFixTests
{
    private const string Track = "BG2114UntrackedSaveCodeFix.Track";
    private const string Tell = "BG2114UntrackedSaveCodeFix.Tell";

    private static Task VerifyAsync(string before, string after, string key) => VerifyCS.VerifyCodeFixAsync(UntrackedShop.Method(before), UntrackedShop.Method(after), key);

    [Theory]
    [InlineData(
        "var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order.[|Status|] = Status.Paid; await db.SaveChangesAsync();",
        "var order = await db.Orders.FirstAsync(o => o.Id == id); order.Status = Status.Paid; await db.SaveChangesAsync();")]
    [InlineData(
        "var order = await db.Orders.Include(o => o.Lines).AsNoTrackingWithIdentityResolution().FirstAsync(); order.[|Status|] = Status.Paid; await db.SaveChangesAsync();",
        "var order = await db.Orders.Include(o => o.Lines).FirstAsync(); order.Status = Status.Paid; await db.SaveChangesAsync();")]
    [InlineData(
        "var query = db.Orders.AsNoTracking(); if (isPaid) query = query.Where(o => o.Total > 1); var order = await query.FirstAsync(); order.[|Status|] = Status.Paid; await db.SaveChangesAsync();",
        "var query = db.Orders.AsTracking(); if (isPaid) query = query.Where(o => o.Total > 1); var order = await query.FirstAsync(); order.Status = Status.Paid; await db.SaveChangesAsync();")]
    [InlineData(
        "var order = await EntityFrameworkQueryableExtensions.AsNoTracking(db.Orders).FirstAsync(); order.[|Status|] = Status.Paid; await db.SaveChangesAsync();",
        "var order = await EntityFrameworkQueryableExtensions.AsTracking(db.Orders).FirstAsync(); order.Status = Status.Paid; await db.SaveChangesAsync();")]
    [InlineData(
        "var known = await db.Orders.FirstAsync(o => o.Id == id); var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order.Status = known.Status; db.[|Update|](order); await db.SaveChangesAsync();",
        "var known = await db.Orders.FirstAsync(o => o.Id == id); var order = await db.Orders.FirstAsync(o => o.Id == id); order.Status = known.Status; db.Update(order); await db.SaveChangesAsync();")]
    public Task The_query_reads_with_tracking(string before, string after) => VerifyAsync(before, after, Track);

    [Theory]
    [InlineData(
        "var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order.[|Status|] = Status.Paid; order.Version++; await db.SaveChangesAsync();",
        "var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order.Status = Status.Paid; order.Version++; db.Update(order); await db.SaveChangesAsync();")]
    [InlineData(
        "var orders = await db.Orders.AsNoTracking().ToListAsync(); foreach (var order in orders) { order.[|Status|] = Status.Paid; order.Version++; } await db.SaveChangesAsync();",
        "var orders = await db.Orders.AsNoTracking().ToListAsync(); foreach (var order in orders) { order.Status = Status.Paid; order.Version++; db.Update(order); } await db.SaveChangesAsync();")]
    [InlineData(
        "var @event = await db.Orders.AsNoTracking().FirstAsync(); if (isPaid) @event.[|Status|] = Status.Paid; await db.SaveChangesAsync();",
        "var @event = await db.Orders.AsNoTracking().FirstAsync(); if (isPaid) { @event.Status = Status.Paid; db.Update(@event); } await db.SaveChangesAsync();")]
    [InlineData(
        "var orders = await db.Orders.AsNoTracking().ToListAsync(); orders.[|ForEach|](o => o.Status = Status.Paid); db.SaveChanges();",
        "var orders = await db.Orders.AsNoTracking().ToListAsync(); orders.ForEach(o => o.Status = Status.Paid); db.UpdateRange(orders); db.SaveChanges();")]
    public Task The_context_is_told_before_it_saves(string before, string after) => VerifyAsync(before, after, Tell);

    [Fact]
    public Task Lines_and_comments_stay_where_they_are() => VerifyAsync(
        """
        // the order as it was
                var order = await db.Orders
                    .AsNoTracking()
                    .Where(o => o.Id == id) // one
                    .FirstAsync(token);
                order.[|Status|] = Status.Paid; // paid

                // write it
                await db.SaveChangesAsync(token);
        """,
        """
        // the order as it was
                var order = await db.Orders
                    .Where(o => o.Id == id) // one
                    .FirstAsync(token);
                order.Status = Status.Paid; // paid

                // write it
                await db.SaveChangesAsync(token);
        """,
        Track);

    [Fact]
    public Task A_statement_without_braces_gets_them() => VerifyAsync(
        """
        foreach (var order in db.Orders.AsNoTracking())
                    order.[|Status|] = Status.Paid; // paid
                await db.SaveChangesAsync(token);
        """,
        """
        foreach (var order in db.Orders.AsNoTracking())
                {
                    order.Status = Status.Paid;
                    db.Update(order);
                } // paid
                await db.SaveChangesAsync(token);
        """,
        Tell);

    [Fact]
    public Task A_query_of_a_context_that_tracks_nothing_says_that_it_does() => VerifyCS.VerifyCodeFixAsync(
        Untracking("var order = await db.Orders.FirstAsync(o => o.Id == id); order.[|Status|] = Status.Paid; await db.SaveChangesAsync();"),
        Untracking("var order = await db.Orders.AsTracking().FirstAsync(o => o.Id == id); order.Status = Status.Paid; await db.SaveChangesAsync();"),
        Track);

    [Fact]
    public Task AsNoTracking_of_a_context_that_tracks_nothing_is_turned_around() => VerifyCS.VerifyCodeFixAsync(
        Untracking("var order = await db.Orders.AsNoTracking().FirstAsync(o => o.Id == id); order.[|Status|] = Status.Paid; await db.SaveChangesAsync();"),
        Untracking("var order = await db.Orders.AsTracking().FirstAsync(o => o.Id == id); order.Status = Status.Paid; await db.SaveChangesAsync();"),
        Track);

    [Fact]
    public Task The_query_of_a_helper_that_nobody_else_calls_is_changed() => VerifyCS.VerifyCodeFixAsync(Helper("[|Status|]", ".AsNoTracking()", ""), Helper("Status", "", ""), Track);

    [Fact]
    public Task The_query_of_a_helper_that_others_call_as_well_stays() => VerifyCS.VerifyCodeFixAsync(
        Helper("[|Status|]", ".AsNoTracking()", "", "public async Task<decimal> TotalAsync(int id) => (await LoadAsync(id)).Total;"),
        Helper("Status", ".AsNoTracking()", "        db.Update(order);\n", "public async Task<decimal> TotalAsync(int id) => (await LoadAsync(id)).Total;"));

    [Fact]
    public Task Fix_all_reads_everything_with_tracking() => VerifyAsync(
        "var order = await db.Orders.AsNoTracking().FirstAsync(); order.[|Status|] = Status.Paid; var customer = await db.Customers.AsNoTracking().FirstAsync(); customer.[|Name|] = \"x\"; await db.SaveChangesAsync();",
        "var order = await db.Orders.FirstAsync(); order.Status = Status.Paid; var customer = await db.Customers.FirstAsync(); customer.Name = \"x\"; await db.SaveChangesAsync();",
        Track);

    [Fact]
    public Task Fix_all_tells_the_context_of_everything() => VerifyAsync(
        "var order = await db.Orders.AsNoTracking().FirstAsync(); order.[|Status|] = Status.Paid; var customer = await db.Customers.AsNoTracking().FirstAsync(); customer.[|Name|] = \"x\"; await db.SaveChangesAsync();",
        "var order = await db.Orders.AsNoTracking().FirstAsync(); order.Status = Status.Paid; var customer = await db.Customers.AsNoTracking().FirstAsync(); customer.Name = \"x\"; db.Update(order); db.Update(customer); await db.SaveChangesAsync();",
        Tell);

    [Theory]
    [InlineData("var order = await db.Orders.Select(o => new Order { Id = o.Id }).FirstAsync(); order.[|Status|] = Status.Paid; await db.SaveChangesAsync();")]
    public Task Nothing_is_offered_for_what_a_query_makes(string body) => VerifyCS.VerifyNoCodeFixAsync(UntrackedShop.Method(body));

    private static string Untracking(string body) => UntrackedShop.Method(body, context: UntrackedShop.Context.Replace("public Shop(DbContextOptions<Shop> options) : base(options) { }", "public Shop() => ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;"));

    private static string Helper(string changed, string tracking, string told, string more = "") => UntrackedShop.Service($$"""
            public async Task RunAsync(int id)
            {
                var order = await LoadAsync(id);
                order.{{changed}} = Status.Paid;
        {{told}}        await db.SaveChangesAsync();
            }
            private Task<Order> LoadAsync(int id) => db.Orders{{tracking}}.FirstAsync(o => o.Id == id);
            {{more}}
        """);
}
