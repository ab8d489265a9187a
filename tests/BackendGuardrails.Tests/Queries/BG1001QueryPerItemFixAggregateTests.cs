using BackendGuardrails.Queries;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer, BackendGuardrails.Queries.BG1001QueryPerItemCodeFix>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>Sums and extremes of each element, and loops over what is at hand before they start.</summary>
public class BG1001QueryPerItemFixAggregateTests
{
    [Fact]
    public Task Sums_and_extremes_are_asked_for_all_elements() => Fixed(
        """
        foreach (var order in orders)
        {
            // all of it
            var quantity = await db.Lines.Where(l => l.OrderId == order.Id && l.ProductId > 0).[|SumAsync|](l => l.Quantity, token);
            var most = db.Lines.Where(l => l.OrderId == order.Id).[|Max|](l => (int?)l.Quantity);
            var least = await db.Lines.Where(l => l.OrderId == order.Id).Select(l => l.Quantity).[|MinAsync|](token).ConfigureAwait(false);
            Console.WriteLine(quantity + most + least);
        }
        """,
        """
        var orderIds = orders.Select(order => order.Id).Distinct().ToList();
        var sumQuantityByOrderId = await db.Lines.Where(l => orderIds.Contains(l.OrderId) && l.ProductId > 0).GroupBy(l => l.OrderId).Select(rows => new { rows.Key, Value = rows.Sum(l => l.Quantity) }).ToDictionaryAsync(counted => counted.Key, counted => counted.Value, token);
        var maxOfLinesByOrderId = db.Lines.Where(l => orderIds.Contains(l.OrderId)).GroupBy(l => l.OrderId).Select(group => new { group.Key, Value = group.Max(l => (int?)l.Quantity) }).ToDictionary(counted2 => counted2.Key, counted2 => counted2.Value);
        var minQuantityByOrderId = await db.Lines.Where(l => orderIds.Contains(l.OrderId)).GroupBy(l => l.OrderId).Select(rows2 => new { rows2.Key, Value = rows2.Min(l => l.Quantity) }).ToDictionaryAsync(counted3 => counted3.Key, counted3 => counted3.Value, token).ConfigureAwait(false);
        foreach (var order in orders)
        {
            // all of it
            var quantity = sumQuantityByOrderId.GetValueOrDefault(order.Id);
            var most = maxOfLinesByOrderId.GetValueOrDefault(order.Id);
            var least = minQuantityByOrderId[order.Id];
            Console.WriteLine(quantity + most + least);
        }
        """);

    [Fact]
    public Task A_sum_of_what_may_be_null_is_never_null() => Fixed(
        """
        foreach (var order in orders)
            Console.WriteLine(await db.Orders.Where(o => o.CustomerId == order.CouponId).[|SumAsync|](o => o.CouponId));
        """,
        """
        var couponIds = orders.Select(order => order.CouponId).OfType<int>().Distinct().ToList();
        var sumCouponIdByCustomerId = await db.Orders.Where(o => couponIds.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(rows => new { rows.Key, Value = rows.Sum(o => o.CouponId) }).ToDictionaryAsync(counted => counted.Key, counted => counted.Value);
        foreach (var order in orders)
            Console.WriteLine(order.CouponId is { } couponId ? sumCouponIdByCustomerId.GetValueOrDefault(couponId, 0) : 0);
        """);

    [Fact]
    public Task What_is_in_a_queue_before_the_loop_is_loaded() => Fixed(
        """
        var waiting = new Queue<int>(ids);
        while (waiting.Count > 0)
        {
            var next = waiting.Dequeue();
            Console.WriteLine((await db.Customers.[|FirstAsync|](c => c.Id == next, token)).Name);
        }
        var open = new Stack<int>(ids);
        while (open.TryPop(out var id))
            Console.WriteLine(db.Orders.[|Count|](o => o.CustomerId == id));
        """,
        """
        var waiting = new Queue<int>(ids);
        var customerIds = waiting.Distinct().ToList();
        var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);
        while (waiting.Count > 0)
        {
            var next = waiting.Dequeue();
            Console.WriteLine(customersById[next].Name);
        }
        var open = new Stack<int>(ids);
        var orderCustomerIds = open.Distinct().ToList();
        var orderCountsByCustomerId = db.Orders.Where(o => orderCustomerIds.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(rows => new { rows.Key, Count = rows.Count() }).ToDictionary(counted => counted.Key, counted => counted.Count);
        while (open.TryPop(out var id))
            Console.WriteLine(orderCountsByCustomerId.GetValueOrDefault(id));
        """);

    [Fact]
    public Task Whichever_element_the_index_points_to_is_loaded() => Fixed(
        """
        var at = 0;
        do
        {
            var id = ids[at++];
            if (await db.Orders.[|AnyAsync|](o => o.CustomerId == id, token))
                Console.WriteLine(id);
        }
        while (at < ids.Count);
        """,
        """
        var at = 0;
        var orderCustomerIds = ids.Distinct().ToList();
        var customerIdsWithOrders = (await db.Orders.Where(o => orderCustomerIds.Contains(o.CustomerId)).Select(o => o.CustomerId).Distinct().ToListAsync(token)).ToHashSet();
        do
        {
            var id = ids[at++];
            if (customerIdsWithOrders.Contains(id))
                Console.WriteLine(id);
        }
        while (at < ids.Count);
        """);

    [Fact]
    public Task What_was_begun_for_each_and_waited_for_together_is_a_list_of_results() => Fixed(
        """
        // the names
        var names = await Task.WhenAll(ids.Select(async id => (await db.Customers.[|FirstAsync|](c => c.Id == id, token)).Name)).ConfigureAwait(false);
        var counts = (await Task.WhenAll(ids.Select(id => db.Orders.[|CountAsync|](o => o.CustomerId == id, token)))).Sum();
        """,
        """
        var customerIds = ids.Distinct().ToList();
        var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);
        // the names
        var names = ids.Select(id => customersById[id].Name).ToArray();
        var orderCountsByCustomerId = await db.Orders.Where(o => customerIds.Contains(o.CustomerId)).GroupBy(o => o.CustomerId).Select(rows => new { rows.Key, Count = rows.Count() }).ToDictionaryAsync(counted => counted.Key, counted => counted.Count, token);
        var counts = (ids.Select(id => orderCountsByCustomerId.GetValueOrDefault(id)).ToArray()).Sum();
        """);

    [Fact]
    public Task What_decides_about_the_rest_is_asked_in_any_case() => Fixed(
        "Console.WriteLine(ids.All(id => db.Customers.[|Any|](c => c.Id == id)) ? 1 : 0);",
        """
        var customerIds = ids.Distinct().ToList();
        var customerIdsWithCustomers = db.Customers.Where(c => customerIds.Contains(c.Id)).Select(c => c.Id).Distinct().ToHashSet();
        Console.WriteLine(ids.All(id => customerIdsWithCustomers.Contains(id)) ? 1 : 0);
        """);

    [Theory]
    [InlineData("var waiting = new Queue<int>(ids); while (waiting.Count > 0) { var id = waiting.Dequeue(); var found = await db.Customers.[|FirstAsync|](c => c.Id == id, token); if (found.ParentId is { } parent) waiting.Enqueue(parent); }")]
    [InlineData("var waiting = new Queue<int>(ids); while (waiting.Count > 0) { Fill(waiting); var id = waiting.Dequeue(); var found = await db.Customers.[|FirstAsync|](c => c.Id == id, token); } static void Fill(Queue<int> queue) => queue.Enqueue(1);")]
    [InlineData("var at = 0; while (at < ids.Count) { var id = ids[at++]; var found = await db.Customers.[|FirstAsync|](c => c.Id == id, token); ids.Add(found.Id); }")]
    [InlineData("var at = 0; while (at < ids.Count) { var id = ids[at++] + 1; var found = await db.Customers.[|FirstAsync|](c => c.Id == id, token); }")]
    [InlineData("using var each = ids.GetEnumerator(); while (each.MoveNext()) { var id = each.Current; var found = await db.Customers.[|FirstAsync|](c => c.Id == id, token); }")]
    [InlineData("await Task.WhenAll(ids.Select(async id => { var found = await db.Customers.[|FirstAsync|](c => c.Id == id, token); Console.WriteLine(found.Name); }));")]
    [InlineData("var all = await Task.WhenAll(ids.Select(async id => { await Task.Delay(id); return await db.Customers.[|FirstAsync|](c => c.Id == id, token); }));")]
    [InlineData("var all = await Task.WhenAll(ids.Select(async id => await db.Customers.[|FindAsync|](id)));")]
    public Task A_list_that_grows_and_tasks_that_do_more_stay(string statements) => VerifyCS.VerifyNoCodeFixAsync(LoopShop.Service(statements));

    private static Task Fixed(string before, string after) => VerifyCS.VerifyCodeFixAsync(LoopShop.Service(before), LoopShop.Service(after), $"{nameof(BG1001QueryPerItemCodeFix)}.Load");
}
