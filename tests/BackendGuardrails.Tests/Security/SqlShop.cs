namespace BackendGuardrails.Tests.Security;

/// <summary>A shop on PostgreSQL with an endpoint that somebody else sends a name to; what the tests of BG4001 have in common.</summary>
internal static class SqlShop
{
    public const string Usings = """
        using System.Data;
        using System.Data.Common;
        using System.Text;
        using System.Text.RegularExpressions;
        using Dapper;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Storage;
        using Npgsql;

        """;

    public const string Context = """

        public class Customer { public int Id { get; set; } public string Name { get; set; } = ""; }
        public enum Status { Open, Closed }
        public class ShopContext : DbContext
        {
            public ShopContext(DbContextOptions<ShopContext> options) : base(options) { }
            public DbSet<Customer> Customers => Set<Customer>();
        }

        """;

    /// <summary>A controller with the services that SQL is sent with.</summary>
    public static string Controller(string members) => $$"""
        {{Usings}}{{Context}}
        public class CustomersController : ControllerBase
        {
            private readonly ShopContext db;
            private readonly NpgsqlConnection connection;
            private readonly NpgsqlDataSource source;
            private readonly IDbConnection any;

            public CustomersController(ShopContext db, NpgsqlConnection connection, NpgsqlDataSource source, IDbConnection any)
                => (this.db, this.connection, this.source, this.any) = (db, connection, source, any);

        {{members}}
        }
        """;

    /// <summary>An action that gets a text and more from its caller.</summary>
    public static string Action(string statements, string more = "") => Controller($$"""
            public async Task Find(string name, int id, string[] names, CancellationToken cancellationToken)
            {
                {{statements}}
                await Task.CompletedTask;
            }
            {{more}}
        """);
}
