using BackendGuardrails.Queries;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer, BackendGuardrails.Queries.BG1001QueryPerItemCodeFix>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>A lookup by key becomes one query in front of the loop.</summary>
public class BG1001QueryPerItemFixLoadTests
{
    [Fact]
    public Task One_row_per_element_is_taken_from_a_dictionary() => Fixed(
        """
        var names = new List<string>();
        foreach (var order in orders)
        {
            // Who pays?
            var customer = await db.Customers.[|FirstAsync|](c => c.Id == order.CustomerId, token); // the buyer
            names.Add(customer.Name);
        }
        """,
        """
        var names = new List<string>();
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);
        foreach (var order in orders)
        {
            // Who pays?
            var customer = customersById[order.CustomerId]; // the buyer
            names.Add(customer.Name);
        }
        """);

    [Fact]
    public Task A_row_that_may_be_missing_stays_null() => Fixed(
        """
        foreach (var id in ids)
        {
            var customer = await db.Customers.AsNoTracking().Include(c => c.Orders).[|FirstOrDefaultAsync|](c => c.Id == id).ConfigureAwait(false);
            if (customer is null)
                continue;
            Console.WriteLine(customer.Name);
        }
        """,
        """
        var customerIds = ids.Distinct().ToList();
        var customersById = await db.Customers.AsNoTracking().Include(c => c.Orders).Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id).ConfigureAwait(false);
        foreach (var id in ids)
        {
            var customer = customersById.GetValueOrDefault(id);
            if (customer is null)
                continue;
            Console.WriteLine(customer.Name);
        }
        """);

    [Fact]
    public Task The_rows_of_each_element_are_taken_from_a_lookup() => Fixed(
        """
        foreach (var order in orders)
        {
            var lines = await db.Lines
                .Where(line => line.Quantity > 0 && line.OrderId == order.Id)
                .OrderBy(line => line.ProductId)
                .[|ToListAsync|](token);
            order.Lines = lines;
        }
        """,
        """
        var orderIds = orders.Select(order => order.Id).Distinct().ToList();
        var linesByOrderId = (await db.Lines
            .Where(line => line.Quantity > 0 && orderIds.Contains(line.OrderId))
            .OrderBy(line => line.ProductId)
            .ToListAsync(token)).ToLookup(line => line.OrderId);
        foreach (var order in orders)
        {
            var lines = linesByOrderId[order.Id].ToList();
            order.Lines = lines;
        }
        """);

    [Fact]
    public Task Rows_are_counted_by_the_database_for_all_elements() => Fixed(
        """
        foreach (var customer in customers)
        {
            if (await db.Orders.[|CountAsync|](o => o.CustomerId == customer.Id && o.IsPaid, token) > 3)
                Console.WriteLine(customer.Name);
        }
        """,
        """
        var customerIds = customers.Select(customer => customer.Id).Distinct().ToList();
        var orderCountsByCustomerId = await db.Orders.Where(o => customerIds.Contains(o.CustomerId) && o.IsPaid).GroupBy(o => o.CustomerId).Select(rows => new { rows.Key, Count = rows.Count() }).ToDictionaryAsync(counted => counted.Key, counted => counted.Count, token);
        foreach (var customer in customers)
        {
            if (orderCountsByCustomerId.GetValueOrDefault(customer.Id) > 3)
                Console.WriteLine(customer.Name);
        }
        """);

    [Fact]
    public Task Whether_there_are_rows_is_asked_for_all_elements() => Fixed(
        """
        foreach (var customer in customers)
        {
            if (await db.Orders.[|AnyAsync|](o => o.CustomerId == customer.Id))
                Console.WriteLine(customer.Name);
            if (!db.Orders.Where(o => o.IsPaid).[|Any|](o => o.CustomerId == customer.Id))
                Console.WriteLine(customer.Id);
        }
        """,
        """
        var customerIds = customers.Select(customer => customer.Id).Distinct().ToList();
        var customerIdsWithOrders = (await db.Orders.Where(o => customerIds.Contains(o.CustomerId)).Select(o => o.CustomerId).Distinct().ToListAsync()).ToHashSet();
        var ordersCustomerIds = db.Orders.Where(o => o.IsPaid).Where(o => customerIds.Contains(o.CustomerId)).Select(o => o.CustomerId).Distinct().ToHashSet();
        foreach (var customer in customers)
        {
            if (customerIdsWithOrders.Contains(customer.Id))
                Console.WriteLine(customer.Name);
            if (!ordersCustomerIds.Contains(customer.Id))
                Console.WriteLine(customer.Id);
        }
        """);

    [Fact]
    public Task A_column_is_read_with_its_key() => Fixed(
        """
        var total = 0m;
        foreach (var id in ids)
            total += db.Orders.Where(o => o.Id == id).Select(o => o.Total).[|SingleOrDefault|]();
        """,
        """
        var total = 0m;
        var orderIds = ids.Distinct().ToList();
        var ordersById = db.Orders.Where(o => orderIds.Contains(o.Id)).Select(o => new { Key = o.Id, Value = o.Total }).ToDictionary(row => row.Key, row => row.Value);
        foreach (var id in ids)
            total += ordersById.GetValueOrDefault(id);
        """);

    [Fact]
    public Task An_index_and_a_local_lead_to_the_key() => Fixed(
        """
        for (var i = orders.Count - 1; i >= 0; i--)
        {
            var order = orders[i];
            var buyer = order.CustomerId;
            var name = (await db.Customers.[|SingleAsync|](c => buyer == c.Id)).Name;
            Console.WriteLine(name + (await db.Customers.[|SingleAsync|](c => c.Id == orders[i].CustomerId)).Name);
        }
        """,
        """
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        var distinctCustomerIds = orders.Select(item => item.CustomerId).Distinct().ToList();
        var customersById2 = await db.Customers.Where(c => distinctCustomerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        for (var i = orders.Count - 1; i >= 0; i--)
        {
            var order = orders[i];
            var buyer = order.CustomerId;
            var name = customersById[buyer].Name;
            Console.WriteLine(name + customersById2[orders[i].CustomerId].Name);
        }
        """);

    [Fact]
    public Task A_lambda_that_runs_at_once_is_a_loop() => Fixed(
        """
        var names = ids.Select(id => db.Customers.[|First|](c => c.Id == id).Name).ToList();
        ids.ForEach(id => Console.WriteLine(db.Customers.[|First|](c => c.Id == id).Name));
        await Task.CompletedTask;
        """,
        """
        var customerIds = ids.Distinct().ToList();
        var customersById = db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionary(c => c.Id);
        var names = ids.Select(id => customersById[id].Name).ToList();
        ids.ForEach(id => Console.WriteLine(customersById[id].Name));
        await Task.CompletedTask;
        """);

    [Fact]
    public Task What_a_query_gives_is_read_before_the_loop() => Fixed(
        """
        foreach (var order in db.Orders.Where(o => o.IsPaid))
        {
            var customer = await db.Customers.[|FirstAsync|](c => c.Id == order.CustomerId, token);
            Console.WriteLine(customer.Name);
        }

        foreach (var id in ids.Where(id => id > 0))
            Console.WriteLine(db.Customers.[|First|](c => c.Id == id).Name);
        """,
        """
        var orderList = await db.Orders.Where(o => o.IsPaid).ToListAsync(token);
        var customerIds = orderList.Select(order => order.CustomerId).Distinct().ToList();
        var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);
        foreach (var order in orderList)
        {
            var customer = customersById[order.CustomerId];
            Console.WriteLine(customer.Name);
        }

        var idList = ids.Where(id => id > 0).ToList();
        var distinctCustomerIds = idList.Distinct().ToList();
        var customersById2 = db.Customers.Where(c => distinctCustomerIds.Contains(c.Id)).ToDictionary(c => c.Id);
        foreach (var id in idList)
            Console.WriteLine(customersById2[id].Name);
        """);

    [Fact]
    public Task An_inner_loop_ranges_over_the_rows_of_a_lookup() => Fixed(
        """
        foreach (var order in orders)
        {
            foreach (var line in [|db.Lines.Where(l => l.OrderId == order.Id)|])
                Console.WriteLine(line.Quantity);
        }
        await Task.CompletedTask;
        """,
        """
        var orderIds = orders.Select(order => order.Id).Distinct().ToList();
        var linesByOrderId = db.Lines.Where(l => orderIds.Contains(l.OrderId)).ToLookup(l => l.OrderId);
        foreach (var order in orders)
        {
            foreach (var line in linesByOrderId[order.Id])
                Console.WriteLine(line.Quantity);
        }
        await Task.CompletedTask;
        """);

    private static Task Fixed(string before, string after) => VerifyCS.VerifyCodeFixAsync(LoopShop.Service(before), LoopShop.Service(after), $"{nameof(BG1001QueryPerItemCodeFix)}.Load");
}
