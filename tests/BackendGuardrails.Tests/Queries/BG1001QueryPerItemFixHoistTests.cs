using BackendGuardrails.Queries;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer, BackendGuardrails.Queries.BG1001QueryPerItemCodeFix>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>A query that asks the same each time moves in front of the loop.</summary>
public class BG1001QueryPerItemFixHoistTests
{
    [Fact]
    public Task The_variable_moves_with_its_comment() => Fixed(
        """
        foreach (var order in orders)
        {
            // The best one.
            var coupon = await db.Coupons.OrderByDescending(c => c.Percent).[|FirstOrDefaultAsync|](token); // may be null

            Console.WriteLine(order.Id + coupon?.Percent);
        }
        """,
        """
        // The best one.
        var coupon = await db.Coupons.OrderByDescending(c => c.Percent).FirstOrDefaultAsync(token); // may be null
        foreach (var order in orders)
        {
            Console.WriteLine(order.Id + coupon?.Percent);
        }
        """);

    [Fact]
    public Task A_query_in_an_expression_gets_a_name() => Fixed(
        """
        foreach (var order in orders)
            Console.WriteLine(order.Id + (await db.Customers.[|CountAsync|](c => c.ParentId == null, token)));
        foreach (var order in orders)
        {
            if (db.Coupons.[|Any|](c => c.Percent > 50) && order.IsPaid)
                Console.WriteLine(order.Id);
        }
        """,
        """
        var customerCount = await db.Customers.CountAsync(c => c.ParentId == null, token);
        foreach (var order in orders)
            Console.WriteLine(order.Id + customerCount);
        var hasCoupons = db.Coupons.Any(c => c.Percent > 50);
        foreach (var order in orders)
        {
            if (hasCoupons && order.IsPaid)
                Console.WriteLine(order.Id);
        }
        """);

    [Fact]
    public Task A_name_that_is_used_outside_of_the_loop_is_not_moved() => Fixed(
        """
        foreach (var order in orders)
        {
            var count = await db.Customers.[|CountAsync|](token);
            Console.WriteLine(order.Id + count);
        }

        foreach (var count in ids)
            Console.WriteLine(count);
        """,
        """
        var customerCount = await db.Customers.CountAsync(token);
        foreach (var order in orders)
        {
            var count = customerCount;
            Console.WriteLine(order.Id + count);
        }

        foreach (var count in ids)
            Console.WriteLine(count);
        """);

    [Fact]
    public Task An_inner_loop_ranges_over_a_list() => Fixed(
        """
        foreach (var order in orders)
        {
            foreach (var coupon in [|db.Coupons.Where(c => c.Percent > 10)|])
                Console.WriteLine(order.Id + coupon.Percent);
        }
        await Task.CompletedTask;
        """,
        """
        var coupons = db.Coupons.Where(c => c.Percent > 10).ToList();
        foreach (var order in orders)
        {
            foreach (var coupon in coupons)
                Console.WriteLine(order.Id + coupon.Percent);
        }
        await Task.CompletedTask;
        """);

    [Fact]
    public Task A_list_that_is_only_read_is_shared() => Fixed(
        """
        var sum = orders.Sum(order => order.Total * db.Coupons.[|Count|]());
        foreach (var order in orders)
        {
            var coupons = await db.Coupons
                .AsNoTracking()
                .Where(c => c.Percent > 10)
                .[|ToListAsync|](token);
            foreach (var coupon in coupons)
                sum += coupon.Percent;
            sum += coupons.Count + coupons.Where(c => c.Percent > order.Total).Sum(c => c.Percent);
        }
        """,
        """
        var couponCount = db.Coupons.Count();
        var sum = orders.Sum(order => order.Total * couponCount);
        var coupons = await db.Coupons
            .AsNoTracking()
            .Where(c => c.Percent > 10)
            .ToListAsync(token);
        foreach (var order in orders)
        {
            foreach (var coupon in coupons)
                sum += coupon.Percent;
            sum += coupons.Count + coupons.Where(c => c.Percent > order.Total).Sum(c => c.Percent);
        }
        """);

    [Theory]
    [InlineData("var coupon = await db.Coupons.[|FirstAsync|](token); Console.WriteLine(coupon.Percent);")] // throws without rows, even if there are no orders
    [InlineData("var coupons = await db.Coupons.[|ToListAsync|](token); coupons.Add(new Coupon()); Console.WriteLine(coupons.Count);")]
    [InlineData("order.Lines = await db.Lines.[|ToListAsync|](token);")]
    [InlineData("var coupon = await db.Coupons.AsNoTracking().[|FirstOrDefaultAsync|](token); coupon!.Percent += 1;")]
    [InlineData("try { var count = await db.Coupons.[|CountAsync|](token); } catch { }")]
    [InlineData("await db.Coupons.[|CountAsync|](token);")]
    public Task A_result_that_cannot_be_shared_stays(string statements) => VerifyCS.VerifyNoCodeFixAsync(LoopShop.Service($"foreach (var order in orders)\n{{\n    {statements}\n}}"));

    private static Task Fixed(string before, string after) => VerifyCS.VerifyCodeFixAsync(LoopShop.Service(before), LoopShop.Service(after), $"{nameof(BG1001QueryPerItemCodeFix)}.Hoist");
}
