namespace BackendGuardrails.Evidence.NPlusOne.Shapes;

/// <summary>What repeats a query and does not look like a loop.</summary>
internal static class OtherLoops
{
    private const string Rule = "BG1001";

    public static IReadOnlyList<Shape> All { get; } =
    [
        new(Rule, "equality comparer", Label.Grows, """
            public sealed class SameRegion(ShopContext db) : IEqualityComparer<int>
            {
                public bool Equals(int left, int right) => RegionOf(left) == RegionOf(right);

                public int GetHashCode(int id) => RegionOf(id);

                private int RegionOf(int id) => db.Customers.Where(c => c.Id == id).Select(c => c.RegionId).First();
            }

            public sealed class Report(ShopContext db)
            {
                public int Run(int[] ids) => ids.Distinct(new SameRegion(db)).Count(); // BG1001
            }
            """),
        new(Rule, "event per element", Label.Grows, """
            public sealed class Checkout(ShopContext db)
            {
                private event Action<int>? Placed;

                public int Run(int[] ids)
                {
                    var points = 0;
                    Placed += id => points += db.Customers.Single(c => c.Id == id).Points;
                    foreach (var id in ids)
                        Placed?.Invoke(id); // BG1001
                    return points;
                }
            }
            """),
        new(Rule, "event per element: a handler that is a method", Label.Grows, """
            public sealed class Till
            {
                public event EventHandler<int>? Sold;

                public void Sell(IEnumerable<int> ids)
                {
                    foreach (var id in ids)
                        Sold?.Invoke(this, id); // BG1001
                }
            }

            public sealed class Stock(ShopContext db)
            {
                private int _left;

                public int Run(int[] ids)
                {
                    var till = new Till();
                    till.Sold += OnSold;
                    till.Sell(ids);
                    return _left;
                }

                private void OnSold(object? sender, int id) => _left += db.Products.Single(p => p.Id == id).Stock;
            }
            """),
        new(Rule, "iterator", Label.Grows, """
            public sealed class Names(ShopContext db)
            {
                public int Run(int[] ids) => Each(ids).Count();

                private IEnumerable<string> Each(int[] ids)
                {
                    foreach (var id in ids)
                        yield return db.Customers.Single(c => c.Id == id).Name; // BG1001
                }
            }
            """),
        new(Rule, "async stream", Label.Grows, """
            public sealed class Names(ShopContext db)
            {
                public async Task<int> RunAsync(int[] ids, CancellationToken token)
                {
                    var length = 0;
                    await foreach (var name in EachAsync(ids, token))
                        length += name.Length;
                    return length;
                }

                private async IAsyncEnumerable<string> EachAsync(int[] ids, [EnumeratorCancellation] CancellationToken token)
                {
                    foreach (var id in ids)
                    {
                        var customer = await db.Customers.AsNoTracking().SingleAsync(c => c.Id == id, token); // BG1001
                        yield return customer.Name;
                    }
                }
            }
            """),
        new(Rule, "Lazy forced per element", Label.Grows, """
            public sealed class Names(ShopContext db)
            {
                public int Run(int[] ids)
                {
                    var length = 0;
                    foreach (var id in ids)
                    {
                        var name = new Lazy<string>(() => db.Customers.Where(c => c.Id == id).Select(c => c.Name).First());
                        if (id > 0)
                            length += name.Value.Length; // BG1001
                    }

                    return length;
                }
            }
            """),
        new(Rule, "delegate that the callee invokes", Label.Grows, """
            public sealed class Batch(ShopContext db)
            {
                public async Task<int> RunAsync(int[] ids)
                {
                    var stock = 0;
                    await EachAsync(ids, async id => stock += (await db.Products.AsNoTracking().SingleAsync(p => p.Id == id)).Stock); // BG1001
                    return stock;
                }

                private static async Task EachAsync(IEnumerable<int> ids, Func<int, Task> work)
                {
                    foreach (var id in ids)
                        await work(id);
                }
            }
            """),
        new(Rule, "delegate that the callee invokes: an extension method of another class", Label.Grows, """
            public static class Sequences
            {
                public static List<TTo> Map<TFrom, TTo>(this IReadOnlyList<TFrom> source, Func<TFrom, TTo> map)
                {
                    var result = new List<TTo>(source.Count);
                    for (var i = 0; i < source.Count; i++)
                        result.Add(map(source[i]));
                    return result;
                }
            }

            public sealed class Batch(ShopContext db)
            {
                public int Run(int[] ids) => ids.Map(id => db.Products.First(p => p.Id == id).Stock).Sum(); // BG1001
            }
            """),
        new(Rule, "validator per element", Label.Grows, """
            using FluentValidation;

            public sealed record Cart(List<int> ProductIds);

            public sealed class CartValidator : AbstractValidator<Cart>
            {
                public CartValidator(ShopContext db)
                {
                    RuleForEach(cart => cart.ProductIds).MustAsync((id, token) => db.Products.AnyAsync(p => p.Id == id, token)); // BG1001
                }
            }

            public sealed class Checkout(CartValidator validator)
            {
                public async Task<bool> RunAsync(List<int> ids) => (await validator.ValidateAsync(new Cart(ids))).IsValid;
            }
            """),
        new(Rule, "validator per element: by a method of the validator", Label.Grows, """
            using FluentValidation;

            public sealed record Cart(List<int> ProductIds);

            public sealed class CartValidator : AbstractValidator<Cart>
            {
                private readonly ShopContext _db;

                public CartValidator(ShopContext db)
                {
                    _db = db;
                    RuleForEach(cart => cart.ProductIds).MustAsync(ExistsAsync).WithMessage("It is not for sale."); // BG1001
                }

                private Task<bool> ExistsAsync(int id, CancellationToken token) => _db.Products.AnyAsync(p => p.Id == id, token);
            }

            public sealed class Checkout(CartValidator validator)
            {
                public async Task<bool> RunAsync(List<int> ids) => (await validator.ValidateAsync(new Cart(ids))).IsValid;
            }
            """),
        new(Rule, "mediator Send per element", Label.Grows, """
            using MediatR;

            public sealed record GetCustomerName(int Id) : IRequest<string>;

            public sealed class GetCustomerNameHandler(ShopContext db) : IRequestHandler<GetCustomerName, string>
            {
                public Task<string> Handle(GetCustomerName request, CancellationToken cancellationToken) =>
                    db.Customers.Where(c => c.Id == request.Id).Select(c => c.Name).SingleAsync(cancellationToken);
            }

            public sealed class Names(ISender sender)
            {
                public async Task<int> RunAsync(int[] ids, CancellationToken token)
                {
                    var length = 0;
                    foreach (var id in ids)
                        length += (await sender.Send(new GetCustomerName(id), token)).Length; // BG1001
                    return length;
                }
            }
            """),
        new(Rule, "cache with distinct keys", Label.Grows, """
            public sealed class CachedNames(ShopContext db, IMemoryCache cache)
            {
                public async Task<int> RunAsync(int[] ids)
                {
                    var length = 0;
                    foreach (var id in ids)
                    {
                        var name = await cache.GetOrCreateAsync("name" + id, entry => db.Customers.Where(c => c.Id == id).Select(c => c.Name).SingleAsync()); // BG1001
                        length += name!.Length;
                    }

                    return length;
                }
            }
            """),
        new(Rule, "cache with distinct keys: a dictionary", Label.Grows, """
            public sealed class CachedNames(ShopContext db)
            {
                private readonly System.Collections.Concurrent.ConcurrentDictionary<int, string> _names = new();

                public int Run(int[] ids)
                {
                    var length = 0;
                    foreach (var id in ids)
                        length += _names.GetOrAdd(id, key => db.Customers.Where(c => c.Id == key).Select(c => c.Name).Single()).Length; // BG1001
                    return length;
                }
            }
            """),
    ];
}
