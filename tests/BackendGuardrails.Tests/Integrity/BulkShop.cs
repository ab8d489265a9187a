using BackendGuardrails.Tests.Queries;

namespace BackendGuardrails.Tests.Integrity;

/// <summary>Services that change many rows at once; for the tests of BG2113.</summary>
internal static class BulkShop
{
    private const string Usings = """
        using System.Data;
        using System.Linq.Expressions;
        using Dapper;
        using Microsoft.EntityFrameworkCore;
        using Npgsql;

        """;

    private const string More = """
        public class Note { public int Id { get; set; } public int TenantId { get; set; } public string Text { get; set; } = ""; public bool IsPinned { get; set; } }
        public class Coupon { public int Id { get; set; } public string Code { get; set; } = ""; public DateTime EndsAt { get; set; } }
        public class CancelledOrder : Order { public string Reason { get; set; } = ""; }
        public class PriceCache { public int Id { get; set; } public decimal Price { get; set; } }
        public class Back : Shop
        {
            public int TenantId { get; set; }
            public DbSet<Note> Notes => Set<Note>();
            public DbSet<Coupon> Coupons => Set<Coupon>();
            public DbSet<CancelledOrder> Cancelled => Set<CancelledOrder>();
            public DbSet<PriceCache> Prices => Set<PriceCache>();
            protected override void OnModelCreating(ModelBuilder builder)
            {
                base.OnModelCreating(builder);
                builder.Entity<Note>().HasQueryFilter(n => n.TenantId == TenantId);
            }
        }
        public class Filter { public int? CustomerId { get; set; } public DateTime? Before { get; set; } public Status? Status { get; set; } }
        """;

    /// <summary>Members of a service that has a context and a connection; types beside it.</summary>
    public static string Service(string members, string more = "") => $$"""
        {{Usings}}
        public class OrderService(Back db, IDbConnection connection, NpgsqlConnection npgsql)
        {
            protected IDbConnection Connection => connection;
            protected NpgsqlConnection Npgsql => npgsql;
        {{members}}
        }
        {{BoundShop.Model}}
        {{More}}
        {{more}}
        """;

    /// <summary>The statements of a method whose name says nothing about all rows.</summary>
    public static string Method(string body, string more = "") => Service($$"""
            public async Task CancelAsync(int? customerId, DateTime? from, Filter filter, List<int> ids, bool archived, string? term)
            {
                await Task.Yield();
                {{body}}
            }
        """, more);
}
