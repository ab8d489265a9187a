using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1021RemoteCallPerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>Calls of other services in the shapes that services are written in: typed clients, buses, caches, trees, streams.</summary>
public class BG1021RemoteCallPerItemShapeTests
{
    [Theory]
    [InlineData("a queue that is emptied", "var open = new Queue<int>(ids); while (open.TryDequeue(out var id)) _ = await http.[|GetStringAsync|]($\"{id}\");")]
    [InlineData("a local function", "foreach (var id in ids) _ = await [|PriceAsync|](id); async Task<decimal> PriceAsync(int id) => await http.GetFromJsonAsync<decimal>($\"{id}\");")]
    [InlineData("a list's own loop", "ids.ForEach(id => http.[|GetStringAsync|]($\"{id}\").Wait());")]
    [InlineData("all at once", "await Task.WhenAll(ids.Select(async id => await http.[|GetByteArrayAsync|]($\"{id}\", token)));")]
    [InlineData("an asynchronous stream", "await foreach (var price in PricesAsync()) _ = price; async IAsyncEnumerable<string> PricesAsync() { foreach (var id in ids) yield return await http.[|GetStringAsync|]($\"{id}\"); }")]
    [InlineData("a cache by key", "foreach (var id in ids) _ = await cache.GetOrCreateAsync($\"price-{id}\", _ => http.[|GetStringAsync|]($\"{id}\"));")]
    [InlineData("groups of orders", "foreach (var group in db.Orders.ToList().GroupBy(o => o.CustomerId)) await http.[|PostAsJsonAsync|]($\"customers/{group.Key}\", group.Sum(o => o.Total), token);")]
    [InlineData("a distributed cache", "Microsoft.Extensions.Caching.Distributed.IDistributedCache shared = null!; foreach (var id in ids) _ = await shared.[|GetAsync|]($\"{id}\", token);")]
    public Task Each_time_round_is_reported(string way, string body) => VerifyCS.VerifyAnalyzerAsync($"// {way}\n{TripShop.Method(body)}");

    [Theory]
    [InlineData("messages that wait in a channel", "var jobs = System.Threading.Channels.Channel.CreateUnbounded<int>(); await foreach (var job in jobs.Reader.ReadAllAsync(token)) await http.PostAsync($\"{job}\", null, token);")]
    [InlineData("pages by a cursor", "string? cursor = \"\"; do { var page = await http.GetFromJsonAsync<string[]>($\"orders?after={cursor}\", token); cursor = page!.LastOrDefault(); } while (cursor is not null);")]
    [InlineData("another try with a pause", "for (var attempt = 1; ; attempt++) { try { return await http.GetStringAsync(\"prices\", token); } catch (HttpRequestException) when (attempt < 5) { await Task.Delay(attempt * 100, token); } }")]
    [InlineData("a token that is kept", "string? ticket = null; foreach (var id in ids) { ticket ??= await http.GetStringAsync(\"ticket\"); _ = ticket + id; }")]
    [InlineData("a task that is stored", "var later = new List<Func<Task<string>>>(); foreach (var id in ids) later.Add(() => http.GetStringAsync($\"{id}\")); return later;")]
    [InlineData("pieces of a list", "for (var at = 0; at < ids.Count; at += 50) await http.PostAsJsonAsync(\"prices\", ids.GetRange(at, Math.Min(50, ids.Count - at)), token);")]
    [InlineData("a flush of a full buffer", "var part = new List<int>(); foreach (var id in ids) { part.Add(id); if (part.Count == 100) { await http.PostAsJsonAsync(\"prices\", part, token); part.Clear(); } }")]
    [InlineData("what is thrown", "foreach (var id in ids) if (id < 0) throw new InvalidOperationException(await http.GetStringAsync(\"message\"));")]
    [InlineData("regions that are written down", "string[] regions = { \"eu\", \"us\" }; await Task.WhenAll(regions.Select(region => http.GetStringAsync(region)));")]
    public Task One_after_the_other_on_purpose_is_quiet(string way, string body) => VerifyCS.VerifyAnalyzerAsync($"// {way}\n{TripShop.Method(body)}");

    [Theory]
    [InlineData("foreach (var child in category.Children) await [|PublishAsync|](child);")]
    [InlineData("foreach (var child in category.Children.Where(one => one.Id > 0)) await this.[|PublishAsync|](child);")]
    [InlineData("await Task.WhenAll(category.Children.Select([|PublishAsync|]));")]
    [InlineData("for (var at = 0; at < category.Children.Count; at++) await [|PublishAsync|](category.Children[at]);")]
    [InlineData("if (category.Id > 3) await Task.Delay(category.Id);")]
    public Task Children_of_children(string children) => VerifyCS.VerifyAnalyzerAsync(
        $$"""
        public class Category { public int Id { get; set; } public List<Category> Children { get; set; } = new(); }
        public class Shelf
        {
            private readonly HttpClient http;
            public Shelf(HttpClient http) => this.http = http;
            public async Task PublishAsync(Category category)
            {
                await http.PostAsJsonAsync("categories", category.Id);
                {{children}}
            }
        }
        """);

    [Fact]
    public Task A_typed_client_of_another_class_is_asked_by_key() => VerifyCS.VerifyAnalyzerAsync(
        """
        public record Rate(string Currency, decimal Value);
        public class Rates
        {
            private readonly HttpClient http;
            public Rates(HttpClient http) => this.http = http;
            public async Task<Rate?> OfAsync(string currencyCode, CancellationToken token)
            {
                using var answer = await http.GetAsync($"rates/{currencyCode}", token);
                return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<Rate>(cancellationToken: token) : null;
            }
        }
        public class Invoice { public string Currency { get; set; } = ""; public decimal Total { get; set; } }
        public class Totals
        {
            private readonly Rates rates;
            public Totals(Rates rates) => this.rates = rates;
            public async Task<decimal> SumAsync(List<Invoice> invoices, CancellationToken token)
            {
                var sum = 0m;
                foreach (var invoice in invoices)
                    sum += invoice.Total * ((await rates.[|OfAsync|](invoice.Currency, token))?.Value ?? 1);
                return sum;
            }
        }
        """);

    private const string Grpc = """
        using Grpc.Core;
        public class Ask { public int Id { get; set; } }
        public class Price { public decimal Value { get; set; } }
        public class PricesClient : ClientBase<PricesClient>
        {
            private static readonly Method<Ask, Price> One = new("Prices", "One");
            public PricesClient(CallInvoker invoker) : base(invoker) { }
            public virtual AsyncUnaryCall<Price> OneAsync(Ask ask) => CallInvoker.AsyncUnaryCall(One, null, default, ask);
            public virtual AsyncUnaryCall<Price> SomeAsync(IEnumerable<Ask> asks) => CallInvoker.AsyncUnaryCall(One, null, default, asks.First());
            public PricesClient WithHost(string host) => this;
        }

        """;

    [Theory]
    [InlineData("foreach (var id in ids) _ = await client.[|OneAsync|](new Ask { Id = id });")]
    [InlineData("_ = await Task.WhenAll(ids.Select(id => client.[|OneAsync|](new Ask { Id = id }).ResponseAsync));")]
    [InlineData("_ = await client.SomeAsync(ids.Select(id => new Ask { Id = id }));")]
    [InlineData("foreach (var id in ids) _ = client.WithHost($\"shop-{id}\");")]
    public Task A_client_of_gRPC_calls_for_each(string body) => VerifyStubAsync("Grpc.Core.Api", $"{Grpc} class Basket {{ async Task RunAsync(PricesClient client, int[] ids) {{ {body} await Task.Yield(); }} }}");

    [Theory]
    [InlineData("foreach (var order in orders) await sender.[|SendMessageAsync|](new ServiceBusMessage(order));")]
    [InlineData("for (var at = orders.Count - 1; at >= 0; at--) await sender.[|SendMessageAsync|](new ServiceBusMessage(orders[at]));")]
    [InlineData("await sender.SendMessageAsync(new ServiceBusMessage(string.Join(\",\", orders)));")]
    [InlineData("foreach (var part in orders.Chunk(100)) await sender.SendMessageAsync(new ServiceBusMessage(string.Join(\",\", part)));")]
    public Task A_message_for_each(string body) => VerifyStubAsync("Azure.Messaging.ServiceBus", $"using Azure.Messaging.ServiceBus; class Outgoing {{ async Task RunAsync(ServiceBusSender sender, List<string> orders) {{ {body} }} }}");

    [Theory]
    [InlineData("foreach (var order in orders) await bus.[|Publish|](new Placed(order));")]
    [InlineData("await Task.WhenAll(orders.Select(order => bus.[|Publish|](new Placed(order))));")]
    [InlineData("await bus.Publish(new AllPlaced(orders));")]
    public Task An_event_for_each(string body) => VerifyStubAsync("MassTransit", $"using MassTransit; record Placed(string Order); record AllPlaced(List<string> Orders); class Outgoing {{ async Task RunAsync(IPublishEndpoint bus, List<string> orders) {{ {body} }} }}");

    [Theory]
    [InlineData("foreach (var (key, value) in stock) redis.[|StringSet|](key, value);")]
    [InlineData("foreach (var key in stock.Keys) if (await redis.[|KeyExistsAsync|](key)) Console.WriteLine(key);")]
    [InlineData("var batch = redis.CreateBatch(); var tasks = stock.Keys.Select(key => batch.StringGetAsync(key)).ToList(); batch.Execute(); _ = await Task.WhenAll(tasks);")]
    [InlineData("var change = redis.CreateTransaction(); foreach (var (key, value) in stock) _ = change.StringSetAsync(key, value); await change.ExecuteAsync();")]
    [InlineData("foreach (var part in stock.Chunk(100)) { var batch = redis.CreateBatch(); foreach (var (key, value) in part) _ = batch.StringSetAsync(key, value); batch.Execute(); }")]
    [InlineData("await redis.HashSetAsync(\"stock\", stock.Select(pair => new HashEntry(pair.Key, pair.Value)).ToArray());")]
    public Task A_command_of_Redis_for_each_and_a_batch_of_them(string body) => VerifyStubAsync("StackExchange.Redis", $"using StackExchange.Redis; class Stock {{ async Task RunAsync(IDatabase redis, Dictionary<string, int> stock) {{ {body} await Task.Yield(); }} }}");

    private static Task VerifyStubAsync(string stub, string code) => new VerifyCS.Test { TestCode = code, Stubs = [stub] }.RunAsync();
}
