namespace BackendGuardrails.Tests.House;

/// <summary>Code that sends a careless resolver into a loop, or through a null.</summary>
internal static class TroubledCode
{
    /// <summary>Statements that many rules look at closely.</summary>
    public const string Triggers = """
        using var scope = new TransactionScope();
        var client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }) { Timeout = Timeout.InfiniteTimeSpan };
        services.AddDbContext<Shop>(options => options.UseNpgsql("", npgsql => npgsql.CommandTimeout(0)).EnableSensitiveDataLogging());
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.SetIsOriginAllowed(_ => true).AllowCredentials()));
        cache.Set("key", 1);
        """;

    public static readonly string[] Circles =
    [
        "TransactionScope Make() => Make(); async Task M() { using var scope = Make(); await M(); }",
        "TransactionScope One() => Two(); TransactionScope Two() => One(); async Task M() { using var scope = One(); await Task.Yield(); }",
        "TransactionScope Make() { return a ? new TransactionScope() : Make(); } bool a; async Task M() { using (Make()) await Task.Yield(); }",
        "TransactionScope Make() { var one = Make(); return one; }",
        "TransactionScope Scope => Scope; async Task M() { using (Scope) await M(); }",
        "HttpClient Client => Other; HttpClient Other => Client; void M() { Client.Timeout = Other.Timeout; }",
        "TimeSpan timeout = timeout; void M() { new HttpClient { Timeout = timeout }; }",
        "const int One = Two; const int Two = One; void M() { command.CommandTimeout = One; }",
        "static readonly TimeSpan One = Two; static readonly TimeSpan Two = One; void M() { new HttpClient { Timeout = One }; }",
        "void M() { var x = x; TimeSpan y = y; new HttpClient { Timeout = y }; cache.Set(x, y); }",
        "void M() { bool dev = dev && dev && dev && dev && dev; if (dev) { " + Triggers + " } }",
        "void M() { bool a = b && b, b = a && a; if (a || b) { " + Triggers + " } }",
        "void M() { Func<int> f = null; f = () => f(); Action<HttpClient> g = null; g = c => g(c); services.AddHttpClient(\"\", g); }",
        "void M() { One(); void One() => Two(); void Two() { One(); " + Triggers + " } }",
        "bool IsLocal() => IsLocal(); void M() { if (IsLocal()) { " + Triggers + " } }",
        "void M() { if (environment.IsDevelopment()) M(); " + Triggers + " }",
        "bool Check(object a, object b, object c, object d) => Check(a, b, c, d); void M() { new HttpClientHandler { ServerCertificateCustomValidationCallback = Check }; }",
        "Func<bool> Callback => Callback; HttpClientHandler Handler() => Handler(); void M() { new HttpClient(Handler()); }",
        "void M(params object[] all) => M(all, all); void M<T>(T one) => M<List<T>>(null);",
        "string Sql() => Sql() + Sql(); void M() { command.CommandText = Sql(); command.ExecuteNonQuery(); }",
        "string sql = sql + sql; void M() { sql += sql; command.CommandText = sql; }",
        "IQueryable<int> Query() => Query().Where(x => Query().Any(y => y == x)); async Task M() { foreach (var x in Query()) await Query().ToListAsync(); }",
        "class A : B { } class B : A { void M() { using var s = new TransactionScope(); } } class C : C { } class D<T> : D<D<T>> { }",
        "interface I : J { void M(); } interface J : I { } class A : I, J { public void M() { " + Triggers + " } }",
        "class Scope : Scope { async Task M() { using Scope s = new(); await s; } }",
        "struct S { S s; } class G<T, U> where T : U where U : T { void M(T t) { cache.Set(t, t); } }",
        "class Options : DbContextOptionsBuilder<Options> { Options Me => Me.Me; void M() { Me.EnableSensitiveDataLogging(); } }",
        "partial class P { partial void M(); } partial class P { partial void M() { M(); " + Triggers + " } }",
    ];

    public static readonly string[] Reassigned =
    [
        "var q = all; q = q.OrderBy(x => x); q = q.Where(x => x > 1); await q.ToListAsync();",
        "var q = all; if (a) q = q.Where(x => x > 1); else q = q.OrderBy(x => x); await q.FirstAsync();",
        "var q = all; while (a) { q = q.Where(x => x > 1); } foreach (var x in q) await q.CountAsync();",
        "var q = all; q = q; q = a ? q : q.Skip(1); q = q ?? q; q = (IQueryable<int>)q; await q.ToListAsync();",
        "var q = all; var p = q; q = p.Where(x => x > 1); p = q.Take(1); await p.ToListAsync();",
        "all = all.Where(x => all.Any(y => y == x)); await all.ToListAsync();",
        "(var q, var p) = (all, all); (q, p) = (p, q); await q.ToListAsync();",
        "var client = new HttpClient(); client = client ?? new HttpClient(); client.Timeout = client.Timeout; var t = client.Timeout; t = t + t; client.Timeout = t;",
        "var sql = \"\"; sql = sql + sql; sql += sql; sql = $\"{sql}{sql}\"; command.CommandText = sql; command.ExecuteNonQuery();",
        "var scope = new TransactionScope(); scope = scope; await Task.Yield(); scope = new TransactionScope(); await Task.Yield(); scope.Dispose();",
        "var entry = new MemoryCacheEntryOptions(); entry = entry.SetPriority(0); entry = entry; cache.Set(1, 2, entry);",
    ];

    public static readonly string[] HalfTyped =
    [
        "",
        "class",
        "using System.Transactions; class C { async Task M() { using var s = new TransactionScope(",
        "using System.Transactions; class C { async Task M() { using (var s = new TransactionScope()) await",
        "using System.Transactions; class C { async Task M() { using (new TransactionScope(TransactionScopeOption.)) await M(); }",
        "using System.Transactions; using var s = new(); await",
        "using System.Transactions; await using TransactionScope = new TransactionScope { }; await;",
        "class C { HttpClient c = new() { Timeout = }; void M() { c.Timeout = ; c.Timeout += c.; } }",
        "class C { void M() { new HttpClientHandler { ServerCertificateCustomValidationCallback = ( => true }; } }",
        "class C { void M() { new HttpClientHandler { ServerCertificateCustomValidationCallback = delegate { return }; } }",
        "var builder = WebApplication.CreateBuilder(args); builder.Services.AddCors(o => o.AddDefaultPolicy(p => p.SetIsOriginAllowed( ;",
        "var builder = WebApplication.CreateBuilder(args); builder.Services.AddHttpClient(\"\", c => c.).AddStandardResilienceHandler(o => o.Retry.;",
        "var app = WebApplication.Create(); if (app.Environment.IsDevelopment()) app.UseDeveloperExceptionPage(; else app.MapGet(\"/\", (",
        "if (app.Environment.EnvironmentName is) { } switch (app.Environment.EnvironmentName) { case : case \"Development\" when : default }",
        "class C(Microsoft.Extensions.Caching.Memory.IMemoryCache cache) { void M() { cache.Set(); cache.Set(; cache.GetOrCreate(\"\", e => { e.AbsoluteExpiration } ); } }",
        "class C : Microsoft.EntityFrameworkCore.DbContext { protected override void OnConfiguring(Microsoft.EntityFrameworkCore.DbContextOptionsBuilder o) => o.EnableSensitiveDataLogging(.UseNpgsql(); }",
        "#if DEBUG\nclass C { void M() { new System.Transactions.TransactionScope(); }\n#elif\n#else\n#endif }\n#endif",
        "#endif\n#else\nclass C { async Task M() { using var s = new System.Transactions.TransactionScope(); await M(); } }",
        "[assembly: ][Obsolete(] class C { [property: Authorize(Policy = )] void M([FromBody] ) { } }",
        "record R(int A { get; } ; interface I { void M() => ; } enum E { A = B, B = A, C = } delegate void D(",
        "class C { string M(string a) => $\"select {a} from {\"; string N() => \"\"\"  ; }",
        "namespace A { using B = B; using C = D; using D = C; class E : C { void M() { D x = new(); } } }",
    ];

    /// <summary>A class that has at hand what the others use.</summary>
    public static string Around(string members) => $$"""
        using System.Data.Common;
        using System.Transactions;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Caching.Memory;

        static class Start { static void Main() { } }
        class Shop : DbContext { }
        class Troubled
        {
            static IServiceCollection services = null!;
            static IMemoryCache cache = null!;
            static DbCommand command = null!;
            static IHostEnvironment environment = null!;
            void Use(object value) { }
            {{members}}
        }
        """;
}
