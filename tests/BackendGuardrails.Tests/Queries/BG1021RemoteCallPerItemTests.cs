using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1021RemoteCallPerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

public class BG1021RemoteCallPerItemTests
{
    private const string All = "prefer one call for all of them";

    [Fact]
    public Task The_message_names_the_call_the_list_and_the_remedy() => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Method("foreach (var id in {|#1:ids|}) _ = await http.{|#0:GetStringAsync|}($\"prices/{id}\", token);"),
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithMessage("'GetStringAsync' calls another service for each element of 'ids'; prefer one call for all of them"));

    [Fact]
    public Task The_way_through_a_typed_client_is_told() => VerifyCS.VerifyAnalyzerAsync(
        """
        public interface IPrices { Task<decimal> OfAsync(int id); }

        public class Prices : IPrices
        {
            private readonly HttpClient http;
            public Prices(HttpClient http) => this.http = http;
            public Task<decimal> OfAsync(int id) => http.{|#2:GetFromJsonAsync<decimal>|}($"prices/{id}");
        }

        public class Basket
        {
            public async Task<decimal[]> RunAsync(IPrices prices, int[] ids) => await Task.WhenAll(ids.{|#1:Select|}(id => prices.{|#0:OfAsync|}(id)));
        }
        """,
        VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2).WithArguments("'OfAsync' (Prices.OfAsync → GetFromJsonAsync)", "for each element of 'ids'", All));

    [Theory]
    [InlineData("for", "for (var i = 0; i < ids.Count; i++) _ = await http.[|GetAsync|]($\"{ids[i]}\");")]
    [InlineData("in parallel", "await Parallel.ForEachAsync(ids, token, async (id, stop) => await http.[|PostAsJsonAsync|](\"orders\", id, stop));")]
    [InlineData("a request", "foreach (var id in ids) { using var request = new HttpRequestMessage(HttpMethod.Get, $\"{id}\"); using var answer = await http.[|SendAsync|](request, token); }")]
    [InlineData("a negative answer", "foreach (var id in ids) { var answer = await http.[|GetAsync|]($\"{id}\"); if (!answer.IsSuccessStatusCode) return Results.StatusCode(502); }")]
    [InlineData("through a client factory", "IHttpClientFactory clients = null!; foreach (var id in ids) _ = await clients.CreateClient(\"prices\").[|GetStringAsync|]($\"{id}\");")]
    public Task A_call_for_each_is_reported(string way, string body) => VerifyCS.VerifyAnalyzerAsync($"// {way}\n{TripShop.Method(body)}");

    [Theory]
    [InlineData("for all", "_ = await http.PostAsJsonAsync(\"prices\", ids, token); foreach (var id in ids) { }")]
    [InlineData("for each chunk", "foreach (var chunk in ids.Chunk(100)) _ = await http.PostAsJsonAsync(\"prices\", chunk, token);")]
    [InlineData("the next page", "string? next = \"orders\"; while (next is not null) { var page = await http.GetAsync(next, token); next = page.Headers.Location?.ToString(); }")]
    [InlineData("another try", "for (var attempt = 0; attempt < 3; attempt++) { try { return await http.GetStringAsync(\"prices\"); } catch (HttpRequestException) { } }")]
    [InlineData("a wait", "while (!(await http.GetAsync(\"ready\")).IsSuccessStatusCode) await Task.Delay(500, token);")]
    [InlineData("the first that answers", "foreach (var id in ids) { var answer = await http.GetAsync($\"{id}\"); if (answer.IsSuccessStatusCode) return answer; }")]
    [InlineData("constants", "foreach (var path in new[] { \"health\", \"ready\" }) _ = await http.GetAsync(path);")]
    [InlineData("requests that are made, not sent", "foreach (var id in ids) { using var request = new HttpRequestMessage(HttpMethod.Get, $\"{id}\"); http.DefaultRequestHeaders.Clear(); }")]
    [InlineData("a query, which is BG1001's", "foreach (var id in ids) _ = await db.Orders.FindAsync(id);")]
    [InlineData("a cache with one key", "foreach (var id in ids) _ = await cache.GetOrCreateAsync(\"prices\", _ => http.GetStringAsync(\"prices\"));")]
    public Task Many_at_once_are_quiet(string way, string body) => VerifyCS.VerifyAnalyzerAsync($"// {way}\n{TripShop.Method(body)}");

    private const string Carrier = """
        public interface ICarrier
        {
            Task<decimal> RateAsync(string parcelCode);
            Task<decimal> WeightAsync(Guid parcel);
            Task PushAsync(int user);
            Task<string> ManifestAsync(string address);
            Task<System.IO.Stream> LabelAsync(int parcel);
            Task LogEventAsync(int parcel, string what);
            Task LogEventsAsync(IEnumerable<(int Parcel, string What)> events);
            Task NotifyAsync(string user);
            Task NotifyManyAsync(IReadOnlyCollection<string> users);
            Task<int> FarAsync(int parcel);
            Task RemoveAsync(string depot, int parcel);
            Task RemoveManyAsync(string depot, IEnumerable<int> parcels);
        }

        public class Carrier : ICarrier
        {
            private readonly HttpClient http;
            public Carrier(HttpClient http) => this.http = http;
            public Task<decimal> RateAsync(string parcelCode) => http.GetFromJsonAsync<decimal>($"rates/{parcelCode}");
            public Task<decimal> WeightAsync(Guid parcel) => http.GetFromJsonAsync<decimal>($"weights/{parcel}");
            public Task PushAsync(int user) => http.PostAsync($"push/{user}", null);
            public Task<string> ManifestAsync(string address) => http.GetStringAsync(address);
            public Task<System.IO.Stream> LabelAsync(int parcel) => http.GetStreamAsync($"labels/{parcel}");
            public Task LogEventAsync(int parcel, string what) => http.PostAsync($"events/{parcel}/{what}", null);
            public async Task LogEventsAsync(IEnumerable<(int Parcel, string What)> events) { foreach (var (parcel, what) in events) await LogEventAsync(parcel, what); }
            public Task NotifyAsync(string user) => http.PostAsync($"notes/{user}", null);
            public Task NotifyManyAsync(IReadOnlyCollection<string> users) => http.PostAsJsonAsync("notes", users);
            public Task<int> FarAsync(int parcel) => FirstAsync(parcel);
            public Task RemoveAsync(string depot, int parcel) => http.DeleteAsync($"depots/{depot}/{parcel}");
            public Task RemoveManyAsync(string depot, IEnumerable<int> parcels) => http.PostAsJsonAsync($"depots/{depot}", parcels);
            private Task<int> FirstAsync(int parcel) => SecondAsync(parcel);
            private Task<int> SecondAsync(int parcel) => ThirdAsync(parcel);
            private async Task<int> ThirdAsync(int parcel) => await http.GetFromJsonAsync<int>($"far/{parcel}");
        }

        public class Parcel { public int Id { get; set; } public Guid Tag { get; set; } public string Code { get; set; } = ""; public string Address { get; set; } = ""; public string User { get; set; } = ""; }
        """;

    private static string OfCarrier(string body) => $$"""
        {{Carrier}}
        public class Shipping { public async Task RunAsync(ICarrier carrier, List<Parcel> parcels) { {{body}} } }
        """;

    [Theory]
    [InlineData("foreach (var parcel in parcels) _ = await carrier.[|RateAsync|](parcel.Code);")]
    [InlineData("foreach (var parcel in parcels) _ = await carrier.[|WeightAsync|](parcel.Tag);")]
    [InlineData("foreach (var parcel in parcels) await carrier.[|LogEventAsync|](parcel.Id, \"sent\");")]
    [InlineData("foreach (var parcel in parcels) await carrier.[|NotifyAsync|](parcel.User);")]
    [InlineData("foreach (var parcel in parcels) await carrier.[|RemoveAsync|](\"east\", parcel.Id);")]
    public Task Behind_a_method_a_value_that_is_asked_for_by_its_key_and_what_has_a_method_for_many_are_reported(string body) => VerifyCS.VerifyAnalyzerAsync(OfCarrier(body));

    [Theory]
    [InlineData("foreach (var parcel in parcels) await carrier.PushAsync(parcel.Id);")]
    [InlineData("foreach (var parcel in parcels) _ = await carrier.ManifestAsync(parcel.Address);")]
    [InlineData("foreach (var parcel in parcels) { using var label = await carrier.LabelAsync(parcel.Id); }")]
    [InlineData("foreach (var parcel in parcels) _ = await carrier.FarAsync(parcel.Id);")]
    [InlineData("foreach (var parcel in parcels) await carrier.RemoveAsync(parcel.Address, parcel.Id);")]
    public Task Behind_a_method_a_push_a_file_another_server_and_what_is_far_away_are_quiet(string body) => VerifyCS.VerifyAnalyzerAsync(OfCarrier(body));

    [Fact]
    public Task Keys_of_Redis_are_to_be_read_with_one_command() => new VerifyCS.Test
    {
        TestCode = "using StackExchange.Redis; class Stock { async Task RunAsync(IDatabase redis, string[] keys) { foreach (var key in {|#1:keys|}) _ = await redis.{|#0:StringGetAsync|}(key); } }",
        Stubs = ["StackExchange.Redis"],
        ExpectedDiagnostics =
        {
            VerifyCS.Diagnostic().WithLocation(0).WithLocation(1).WithArguments("'StringGetAsync'", "for each element of 'keys'", "read or write many keys with one command, or use a batch"),
        },
    }.RunAsync();

    [Fact]
    public Task Many_keys_of_Redis_and_batches_are_quiet() => new VerifyCS.Test
    {
        TestCode =
            """
            using StackExchange.Redis;

            class Stock
            {
                async Task RunAsync(IDatabase redis, string[] keys)
                {
                    _ = await redis.StringGetAsync(keys.Select(key => (RedisKey)key).ToArray());
                    foreach (var chunk in keys.Chunk(100))
                        _ = await redis.StringGetAsync(chunk.Select(key => (RedisKey)key).ToArray());
                }
            }
            """,
        Stubs = ["StackExchange.Redis"],
    }.RunAsync();

    [Fact]
    public Task Clients_of_other_namespaces_are_something_else() => VerifyCS.VerifyAnalyzerAsync(
        """
        namespace Lookalike
        {
            public class HttpClient { public Task<string> GetStringAsync(string path) => Task.FromResult(path); }
            public class Report { async Task RunAsync(HttpClient http, int[] ids) { foreach (var id in ids) _ = await http.GetStringAsync($"{id}"); } }
        }
        """);
}
