namespace BackendGuardrails.Tests.Security.SqlFlow;

public static class Sources
{
    public static IReadOnlyList<Source> All { get; } =
    [
        Controller("controller parameter", "[HttpGet]", "string customerName", "customerName"),
        Controller("route parameter", "[HttpGet(\"{customerName}\")]", "[FromRoute] string customerName", "customerName"),
        Controller("body", "[HttpPost]", "[FromBody] Submitted submitted", "submitted.Name", "public sealed record Submitted(string Name, int Page);"),
        Controller(
            "query model", "[HttpGet]", "[FromQuery] Filter filter", "filter.Name ?? \"\"",
            "public sealed class Filter { public string? Name { get; set; } public int Page { get; set; } }"),
        Controller("header", "[HttpGet]", "", "Request.Headers[\"X-Customer\"].ToString()"),
        Controller("cookie", "[HttpGet]", "", "Request.Cookies[\"customer\"] ?? \"\""),
        Controller("query string", "[HttpGet]", "", "Request.Query[\"customer\"].ToString()"),
        Controller("form", "[HttpPost]", "", "Request.Form[\"customer\"].ToString()"),
        Controller("route value", "[HttpGet(\"{customer}\")]", "", "(string)RouteData.Values[\"customer\"]!"),
        Controller("request body", "[HttpPost]", "", "await new StreamReader(Request.Body).ReadToEndAsync()"),
        Controller("bound header", "[HttpGet]", "[FromHeader(Name = \"X-Customer\")] string customerName", "customerName"),
        Controller("name of an uploaded file", "[HttpPost]", "IFormFile upload", "upload.FileName"),
        new("minimal API parameter", "return Results.BadRequest();", """
            public sealed class CustomerEndpoints
            {
                {members}
                public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/customers", async (string customerName) =>
                {
                    var input = customerName;
                    {body}
                    return Results.Ok();
                });
            }
            """),
        new("minimal API, a method with a body", "return Results.BadRequest();", """
            public sealed record Submitted(string Name, int Page);

            public sealed class CustomerEndpoints
            {
                {members}
                public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/customers", HandleAsync);

                private async Task<IResult> HandleAsync(Submitted submitted)
                {
                    var input = submitted.Name;
                    {body}
                    return Results.Ok();
                }
            }
            """),
        new("SignalR hub", "return;", """
            public sealed class CustomerHub : Microsoft.AspNetCore.SignalR.Hub
            {
                {members}
                public async Task Find(string customerName)
                {
                    var input = customerName;
                    {body}
                }
            }
            """),
        new("path in a middleware", "return;", """
            public sealed class CustomerMiddleware
            {
                private readonly RequestDelegate next;

                public CustomerMiddleware(RequestDelegate next) => this.next = next;

                {members}
                public async Task InvokeAsync(HttpContext context)
                {
                    await next(context);
                    var input = context.Request.Path.Value ?? "";
                    {body}
                }
            }
            """),
        new("arguments of Main", "return;", """
            public sealed class Program
            {
                {members}
                public static Task Main(string[] args) => new Program().RunAsync(args);

                private async Task RunAsync(string[] arguments)
                {
                    var input = arguments[0];
                    {body}
                }
            }
            """),
        Worker("environment variable", "Environment.GetEnvironmentVariable(\"CUSTOMER\") ?? \"\""),
        Worker("console", "Console.ReadLine() ?? \"\""),
        Worker("file", "File.ReadAllText(Directory.EnumerateFiles(\"/var/inbox\").First())"),
        Worker("line of a file", "await inbox.ReadLineAsync() ?? \"\"", "using var inbox = new StreamReader(Directory.EnumerateFiles(\"/var/inbox\").First());"),
        Worker("socket", "Encoding.UTF8.GetString(received, 0, count)", """
            using var peer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await peer.ConnectAsync("inbox.internal", 9000);
            var received = new byte[1024];
            var count = peer.Receive(received);
            """),
        Worker("network stream", "await lines.ReadLineAsync() ?? \"\"", """
            using var peer = new TcpClient("inbox.internal", 9000);
            using var lines = new StreamReader(peer.GetStream());
            """),
        Worker("HTTP response", "await http.GetStringAsync(\"https://crm.internal/next\")", "using var http = new HttpClient();"),
        Worker("database value", "waiting.GetString(0)", """
            await using var store = new NpgsqlConnection(Shop.Connection);
            await store.OpenAsync();
            await using var newest = new NpgsqlCommand("SELECT name FROM inbox LIMIT 1", store);
            await using var waiting = await newest.ExecuteReaderAsync();
            await waiting.ReadAsync();
            """),
    ];

    private static Source Controller(string name, string verb, string parameters, string value, string types = "") => new(name, "return BadRequest();", $$"""
        {{types}}
        [ApiController, Route("customers")]
        public sealed class CustomersController : ControllerBase
        {
            {members}
            {{verb}}
            public async Task<IActionResult> Find({{parameters}})
            {
                var input = {{value}};
                {body}
                return Ok();
            }
        }
        """);

    private static Source Worker(string name, string value, string setup = "") => new(name, "return;", $$"""
        public sealed class CustomerWorker : BackgroundService
        {
            {members}
            protected override async Task ExecuteAsync(CancellationToken stop)
            {
                {{setup.Replace("\n", "\n        ")}}
                var input = {{value}};
                {body}
            }
        }
        """);
}
