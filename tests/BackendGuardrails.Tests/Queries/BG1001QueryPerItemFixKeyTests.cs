using BackendGuardrails.Queries;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer, BackendGuardrails.Queries.BG1001QueryPerItemCodeFix>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>What the key of a lookup may be.</summary>
public class BG1001QueryPerItemFixKeyTests
{
    [Fact]
    public Task A_key_that_may_be_null_has_no_row() => Fixed(
        """
        foreach (var order in orders)
        {
            var coupon = await db.Coupons.[|FirstOrDefaultAsync|](c => c.Id == order.CouponId);
            var percent = (await db.Coupons.[|FirstAsync|](c => c.Id == order.CouponId)).Percent;
            var children = db.Customers.Where(c => c.ParentId == order.CustomerId).[|ToArray|]();
        }
        """,
        """
        var couponIds = orders.Select(order => order.CouponId).OfType<int>().Distinct().ToList();
        var couponsById = await db.Coupons.Where(c => couponIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
        var customerIds = orders.Select(order => (int?)order.CustomerId).Distinct().ToList();
        var customersByParentId = db.Customers.Where(c => customerIds.Contains(c.ParentId)).ToLookup(c => c.ParentId);
        foreach (var order in orders)
        {
            var coupon = order.CouponId is { } couponId ? couponsById.GetValueOrDefault(couponId) : null;
            var percent = couponsById[order.CouponId!.Value].Percent;
            var children = customersByParentId[order.CustomerId].ToArray();
        }
        """);

    [Fact]
    public Task Find_takes_what_was_loaded() => Fixed(
        """
        foreach (var order in orders)
        {
            var customer = await db.Customers.[|FindAsync|](new object[] { order.CustomerId }, token);
            var again = db.Orders.[|Find|](order.Id);
        }
        """,
        """
        var customerIds = orders.Select(order => order.CustomerId).Distinct().ToList();
        await db.Customers.Where(c => customerIds.Contains(c.Id)).LoadAsync(token);
        var orderIds = orders.Select(order => order.Id).Distinct().ToList();
        db.Orders.Where(o => orderIds.Contains(o.Id)).Load();
        foreach (var order in orders)
        {
            var customer = await db.Customers.FindAsync(new object[] { order.CustomerId }, token);
            var again = db.Orders.Find(order.Id);
        }
        """);

    [Fact]
    public Task Two_values_make_a_row_unique() => Fixed(
        """
        var tenant = 5;
        foreach (var code in ids)
        {
            var product = await db.Products.[|FirstAsync|](p => p.TenantId == tenant && p.Code == code);
            Console.WriteLine(product.Price);
        }
        """,
        """
        var tenant = 5;
        var codes = ids.Distinct().ToList();
        var productsByCode = await db.Products.Where(p => p.TenantId == tenant && codes.Contains(p.Code)).ToDictionaryAsync(p => p.Code);
        foreach (var code in ids)
        {
            var product = productsByCode[code];
            Console.WriteLine(product.Price);
        }
        """);

    [Fact]
    public Task Texts_are_keys_where_the_database_compares_them_exactly() => Fixed(
        """
        foreach (var coupon in new List<Coupon>(db.Coupons))
        {
            var same = await db.Coupons.[|SingleOrDefaultAsync|](c => c.Code == coupon.Code, token);
            Console.WriteLine(same?.Percent);
        }
        """,
        """
        var coupons = new List<Coupon>(db.Coupons);
        var codes = coupons.Select(coupon => coupon.Code).Distinct().ToList();
        var couponsByCode = await db.Coupons.Where(c => codes.Contains(c.Code)).ToDictionaryAsync(c => c.Code, token);
        foreach (var coupon in coupons)
        {
            var same = couponsByCode.GetValueOrDefault(coupon.Code);
            Console.WriteLine(same?.Percent);
        }
        """);

    [Fact]
    public Task Parts_of_elements_are_keys() => Fixed(
        """
        var wanted = new Dictionary<int, int>();
        foreach (var (id, count) in wanted)
        {
            var customer = await db.Customers.[|FirstAsync|](c => c.Id == id, token);
            Console.WriteLine(customer.Name + count);
        }

        foreach (var pair in wanted)
        {
            var customer = await db.Customers.[|FirstAsync|](c => c.Id == pair.Key, token);
            Console.WriteLine(customer.Name);
        }
        """,
        """
        var wanted = new Dictionary<int, int>();
        var customerIds = wanted.Select(item => item.Key).Distinct().ToList();
        var customersById = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);
        foreach (var (id, count) in wanted)
        {
            var customer = customersById[id];
            Console.WriteLine(customer.Name + count);
        }

        var distinctCustomerIds = wanted.Select(pair => pair.Key).Distinct().ToList();
        var customersById2 = await db.Customers.Where(c => distinctCustomerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, token);
        foreach (var pair in wanted)
        {
            var customer = customersById2[pair.Key];
            Console.WriteLine(customer.Name);
        }
        """);

    private static Task Fixed(string before, string after) => VerifyCS.VerifyCodeFixAsync(LoopShop.Service(before), LoopShop.Service(after), $"{nameof(BG1001QueryPerItemCodeFix)}.Load");
}
