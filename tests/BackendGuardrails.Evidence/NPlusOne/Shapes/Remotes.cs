namespace BackendGuardrails.Evidence.NPlusOne.Shapes;

/// <summary>BG1021: other services, asked per item.</summary>
internal static class Remotes
{
    private const string Rule = "BG1021";

    public static IReadOnlyList<Shape> All { get; } =
    [
        Http("HttpClient: GetStringAsync", """
            foreach (var id in ids)
                sum += int.Parse(await http.GetStringAsync($"prices/{id}")); // BG1021
            """),
        Http("HttpClient: GetFromJsonAsync", """
            foreach (var id in ids)
                sum += await http.GetFromJsonAsync<int>($"prices/{id}"); // BG1021
            """),
        Http("HttpClient: SendAsync", """
            foreach (var id in ids)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"prices/{id}");
                using var response = await http.SendAsync(request); // BG1021
                sum += (int)response.StatusCode;
            }
            """),
        Http("HttpClient: in WhenAll", """
            var prices = await Task.WhenAll(ids.Select(id => http.GetStringAsync($"prices/{id}"))); // BG1021
            sum += prices.Length;
            """),
        new(Rule, "HttpClient: behind an interface", Label.Grows, """
            public interface IPriceClient
            {
                Task<decimal> PriceAsync(int productId, CancellationToken token);
            }

            public sealed class PriceClient(HttpClient http) : IPriceClient
            {
                public async Task<decimal> PriceAsync(int productId, CancellationToken token)
                {
                    using var response = await http.GetAsync($"prices/{productId}", token);
                    response.EnsureSuccessStatusCode();
                    return await response.Content.ReadFromJsonAsync<decimal>(token);
                }
            }

            public sealed class Cart(IPriceClient prices)
            {
                public async Task<decimal> RunAsync(int[] ids, CancellationToken token)
                {
                    var total = 0m;
                    foreach (var id in ids)
                        total += await prices.PriceAsync(id, token); // BG1021
                    return total;
                }
            }
            """),
        new(Rule, "Redis", Label.Grows, """
            using StackExchange.Redis;

            public sealed class Names(IDatabase redis)
            {
                public async Task<int> RunAsync(int[] ids)
                {
                    var found = 0;
                    foreach (var id in ids)
                    {
                        var name = await redis.StringGetAsync("name:" + id); // BG1021
                        found += name.HasValue ? 1 : 0;
                    }

                    return found;
                }
            }
            """),
        new(Rule, "gRPC", Label.Grows, """
            using Grpc.Core;

            public sealed class PriceRequest
            {
                public int ProductId { get; set; }
            }

            public sealed class PriceReply
            {
                public int Price { get; set; }
            }

            public class PricesClient(CallInvoker invoker) : ClientBase<PricesClient>(invoker)
            {
                private static readonly Method<PriceRequest, PriceReply> Price = new("shop.Prices", "GetPrice");

                public virtual AsyncUnaryCall<PriceReply> GetPriceAsync(PriceRequest request, CancellationToken cancellationToken = default) =>
                    CallInvoker.AsyncUnaryCall(Price, null, new CallOptions(cancellationToken), request);
            }

            public sealed class Cart(PricesClient prices)
            {
                public async Task<int> RunAsync(int[] ids)
                {
                    var total = 0;
                    foreach (var id in ids)
                        total += (await prices.GetPriceAsync(new PriceRequest { ProductId = id })).Price; // BG1021
                    return total;
                }
            }
            """),
        Http("one call for all: quiet", """
            using var response = await http.PostAsJsonAsync("prices/search", ids);
            sum += await response.Content.ReadFromJsonAsync<int>();
            """, Label.Flat),
        Http("per chunk: quiet", """
            foreach (var chunk in ids.Chunk(100))
                sum += await http.GetFromJsonAsync<int>("prices?ids=" + string.Join(',', chunk));
            """, Label.Flat),
        Http("retry: quiet", """
            for (var attempt = 0; ; attempt++)
            {
                try
                {
                    sum += await http.GetFromJsonAsync<int>("prices/best");
                    break;
                }
                catch (HttpRequestException) when (attempt < 3)
                {
                    await Task.Delay(10);
                }
            }
            """, Label.Flat),
        new(Rule, "Redis: many keys at once, quiet", Label.Flat, """
            using StackExchange.Redis;

            public sealed class Names(IDatabase redis)
            {
                public async Task<int> RunAsync(int[] ids)
                {
                    var keys = ids.Select(id => (RedisKey)("name:" + id)).ToArray();
                    return (await redis.StringGetAsync(keys)).Length;
                }
            }
            """),
    ];

    private static Shape Http(string name, string body, Label label = Label.Grows) => new(Rule, name, label, $$"""
        public sealed class Cart(HttpClient http)
        {
            public async Task<int> RunAsync(int[] ids)
            {
                var sum = 0;
                {{body.Replace("\n", "\n        ", StringComparison.Ordinal)}}
                return sum;
            }
        }
        """);
}
