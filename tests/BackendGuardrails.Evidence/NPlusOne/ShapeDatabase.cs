using System.Reflection;
using System.Text;
using BackendGuardrails.Evidence.Infrastructure;
using Npgsql;

namespace BackendGuardrails.Evidence.NPlusOne;

/// <summary>Shops that differ in one thing: how many there are of everything.</summary>
public sealed class ShapeDatabase : IDisposable
{
    public const int Few = 6;
    public const int Many = 2 * Few;

    private static readonly string[] Tables = ["Messages", "OrderLines", "Orders", "Products", "Categories", "Suppliers", "Customers", "Regions"];

    /// <summary>Quicker than TRUNCATE, for so few rows.</summary>
    private static readonly string Empty = string.Concat(Tables.Select(table => $"DELETE FROM \"{table}\";"));

    private readonly DriverCounters _driver = DriverCounters.Start();
    private readonly Dictionary<int, string> _shops = [];

    private readonly PostgresCluster _postgres;

    public ShapeDatabase(PostgresCluster postgres)
    {
        _postgres = postgres;
        foreach (var items in new[] { Few, Many })
            Open(items);
    }

    /// <summary>A shop with another number of everything.</summary>
    public void Open(int items)
    {
        if (_shops.ContainsKey(items))
            return;
        _shops[items] = _postgres.CreateDatabase();
        CreateTables(_shops[items]);
    }

    /// <summary>What a shape costs: commands and commits of the driver, and calls of other services.</summary>
    /// <param name="seed">Who belongs to whom is decided by chance; the same for the same seed.</param>
    public Task<Outcome> RunAsync(ShapeWorld world, Shape shape, int items, int? seed = null) => RunAsync(world.Assembly, shape, items, seed);

    public async Task<Outcome> RunAsync(Assembly assembly, Shape shape, int items, int? seed = null)
    {
        Fill(items);
        if (seed is { } given)
            Shuffle(items, given);
        var host = new ShapeHost(assembly, shape, _shops[items]);
        var before = _driver.Commands + _driver.Commits + host.RemoteCalls;
        var result = await host.RunAsync(items);
        return new(_driver.Commands + _driver.Commits + host.RemoteCalls - before, result);
    }

    /// <summary>All that is in the shop after a run, but for the time it was written.</summary>
    public string Rows(int items)
    {
        using var connection = new NpgsqlConnection(_shops[items]);
        connection.Open();
        using var command = new NpgsqlCommand(
            string.Join(" UNION ALL ", Tables.Select(table => $"SELECT '{table} ' || (to_jsonb(t) - 'PlacedAt' - 'SentAt')::text FROM \"{table}\" t")) + " ORDER BY 1",
            connection);
        using var reader = command.ExecuteReader();
        var rows = new StringBuilder();
        while (reader.Read())
            rows.AppendLine(reader.GetString(0));
        return rows.ToString();
    }

    public void Dispose() => _driver.Dispose();

    /// <summary>One of everything per item, two lines per order; each category is the child of the one before.</summary>
    private void Fill(int items) => Execute(_shops[items], $"""
        {Empty}
        INSERT INTO "Regions" ("Id", "Name") OVERRIDING SYSTEM VALUE SELECT i, 'Region ' || i FROM generate_series(1, {items}) i;
        INSERT INTO "Customers" ("Id", "Name", "Email", "Points", "RegionId", "Address_Street", "Address_City") OVERRIDING SYSTEM VALUE SELECT i, 'Name ' || i, 'c' || i || '@shop.test', 0, i, 'Street', 'City' FROM generate_series(1, {items}) i;
        INSERT INTO "Suppliers" ("Id", "Name") OVERRIDING SYSTEM VALUE SELECT i, 'Supplier ' || i FROM generate_series(1, {items}) i;
        INSERT INTO "Categories" ("Id", "Name", "ParentId") OVERRIDING SYSTEM VALUE SELECT i, 'Category ' || i, NULLIF(i - 1, 0) FROM generate_series(1, {items}) i;
        INSERT INTO "Products" ("Id", "Name", "Price", "Stock", "CategoryId", "SupplierId") OVERRIDING SYSTEM VALUE SELECT i, 'Product ' || i, i, 100, i, i FROM generate_series(1, {items}) i;
        INSERT INTO "Orders" ("Id", "PlacedAt", "Status", "Total", "CustomerId") OVERRIDING SYSTEM VALUE SELECT i, now(), 0, i, i FROM generate_series(1, {items}) i;
        INSERT INTO "OrderLines" ("Id", "Quantity", "Price", "OrderId", "ProductId") OVERRIDING SYSTEM VALUE SELECT i, 1, i, (i + 1) / 2, (i + 1) / 2 FROM generate_series(1, 2 * {items}) i;
        INSERT INTO "Messages" ("Id", "Payload") OVERRIDING SYSTEM VALUE SELECT i, 'Message ' || i FROM generate_series(1, {items}) i;
        SELECT setval(pg_get_serial_sequence('"' || t || '"', 'Id'), 1000) FROM unnest(ARRAY['Regions','Customers','Suppliers','Categories','Products','Orders','OrderLines','Messages']) t;
        """);

    /// <summary>Some have many, some have none, some are nobody's. It does not depend on the order in which rows are stored.</summary>
    private void Shuffle(int items, int seed)
    {
        Execute(_shops[items], $"""
            UPDATE "Customers" SET "RegionId" = 1 + {Chance("region")} % {items}, "Points" = {Chance("points")} % 5;
            UPDATE "Categories" SET "ParentId" = CASE WHEN {Chance("root")} % 5 < 2 THEN NULL ELSE 1 + {Chance("parent")} % {items} END;
            UPDATE "Products" SET "CategoryId" = 1 + {Chance("category")} % {items}, "SupplierId" = 1 + {Chance("supplier")} % {items}, "Stock" = {Chance("stock")} % 9;
            UPDATE "Orders" SET "CustomerId" = 1 + {Chance("customer")} % {items}, "Status" = {Chance("status")} % 3, "Total" = {Chance("total")} % 100;
            UPDATE "OrderLines" SET "OrderId" = 1 + {Chance("order")} % {items}, "ProductId" = 1 + {Chance("product")} % {items}, "Quantity" = {Chance("quantity")} % 4;
            """);

        string Chance(string what) => $"(hashtext('{what} {seed} ' || \"Id\") & 2147483647)";
    }

    private static void CreateTables(string shop) => Execute(shop, """
        CREATE TABLE "Regions" ("Id" int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, "Name" text NOT NULL);
        CREATE TABLE "Customers" ("Id" int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, "Name" text NOT NULL, "Email" text NOT NULL DEFAULT '', "Points" int NOT NULL DEFAULT 0,
            "RegionId" int NOT NULL DEFAULT 1 REFERENCES "Regions", "Address_Street" text NOT NULL DEFAULT '', "Address_City" text NOT NULL DEFAULT '');
        CREATE TABLE "Suppliers" ("Id" int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, "Name" text NOT NULL);
        CREATE TABLE "Categories" ("Id" int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, "Name" text NOT NULL, "ParentId" int REFERENCES "Categories");
        CREATE TABLE "Products" ("Id" int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, "Name" text NOT NULL, "Price" numeric NOT NULL, "Stock" int NOT NULL,
            "CategoryId" int NOT NULL REFERENCES "Categories", "SupplierId" int NOT NULL REFERENCES "Suppliers");
        CREATE TABLE "Orders" ("Id" int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, "PlacedAt" timestamptz NOT NULL DEFAULT now(), "Status" int NOT NULL DEFAULT 0,
            "Total" numeric NOT NULL DEFAULT 0, "CustomerId" int NOT NULL REFERENCES "Customers");
        CREATE TABLE "OrderLines" ("Id" int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, "Quantity" int NOT NULL, "Price" numeric NOT NULL,
            "OrderId" int NOT NULL REFERENCES "Orders", "ProductId" int NOT NULL REFERENCES "Products");
        CREATE TABLE "Messages" ("Id" int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, "Payload" text NOT NULL, "SentAt" timestamptz);
        """);

    private static void Execute(string shop, string sql)
    {
        using var connection = new NpgsqlConnection(shop);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}

/// <param name="Cost">Round trips.</param>
/// <param name="Result">What the shape returned, or the exception it ended in.</param>
public sealed record Outcome(int Cost, object? Result);
