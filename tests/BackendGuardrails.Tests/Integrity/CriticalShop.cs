using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Integrity.BG2001IdempotencyKeyAnalyzer, BackendGuardrails.Integrity.BG2001IdempotencyKeyCodeFix>;

namespace BackendGuardrails.Tests.Integrity;

/// <summary>A shop whose orders, payments and money transfers must not be made twice.</summary>
internal static class CriticalShop
{
    public const string Usings = """
        using System.ComponentModel.DataAnnotations;
        using System.Security.Claims;
        using MassTransit;
        using MediatR;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.EntityFrameworkCore;
        using Stripe;

        """;

    public const string Types = """

        public class Order { public int Id { get; set; } public string Number { get; set; } = ""; public decimal Total { get; set; } public List<OrderNote> Notes { get; } = new(); }
        public class OrderNote { public int Id { get; set; } public string Text { get; set; } = ""; }
        public class Payment { public Guid Id { get; set; } public int OrderId { get; set; } public decimal Amount { get; set; } }
        public class Account { public int Id { get; set; } public decimal Balance { get; set; } public string Name { get; set; } = ""; }
        public class LogEntry { public int Id { get; set; } public string Text { get; set; } = ""; }
        public class ShopDb : DbContext
        {
            public ShopDb(DbContextOptions<ShopDb> options) : base(options) { }
            public DbSet<Order> Orders => Set<Order>();
            public DbSet<OrderNote> Notes => Set<OrderNote>();
            public DbSet<Payment> Payments => Set<Payment>();
            public DbSet<Account> Accounts => Set<Account>();
            public DbSet<LogEntry> Log => Set<LogEntry>();
        }
        public record PlaceOrder(string Sku, int Quantity);
        public record PayRequest(int OrderId, decimal Amount);
        public record TransferRequest(int From, int To, decimal Amount);
        public record OrderPlaced(int Id);
        public interface IRepository<T> where T : class { Task AddAsync(T entity, CancellationToken cancellationToken = default); }
        public interface IRepositoryWithKey<T, TKey> where T : class { void Add(T entity); Task SaveAsync(); }
        public class Repository<T> : IRepository<T> where T : class
        {
            private readonly ShopDb db;
            public Repository(ShopDb db) => this.db = db;
            public async Task AddAsync(T entity, CancellationToken cancellationToken = default) { await db.Set<T>().AddAsync(entity, cancellationToken); await db.SaveChangesAsync(cancellationToken); }
        }
        public interface IOrderService { Task<int> PlaceAsync(PlaceOrder request); }
        public class OrderService : IOrderService
        {
            private readonly OrderRepository orders;
            public OrderService(OrderRepository orders) => this.orders = orders;
            public async Task<int> PlaceAsync(PlaceOrder request) => await orders.SaveNewAsync(new Order { Number = request.Sku });
        }
        public class OrderRepository
        {
            private readonly ShopDb db;
            public OrderRepository(ShopDb db) => this.db = db;
            public async Task<int> SaveNewAsync(Order order) { db.Orders.Add(order); await db.SaveChangesAsync(); return order.Id; }
        }
        public record PlaceOrderCommand(string Sku) : IRequest<int>;
        public class PlaceOrderHandler : IRequestHandler<PlaceOrderCommand, int>
        {
            private readonly OrderRepository orders;
            public PlaceOrderHandler(OrderRepository orders) => this.orders = orders;
            public Task<int> Handle(PlaceOrderCommand request, CancellationToken cancellationToken) => orders.SaveNewAsync(new Order { Number = request.Sku });
        }
        """;

    public static readonly string[] Stubs = ["MassTransit", "MediatR", "Stripe.net"];

    /// <summary>A minimal API; the statements map what they like on <c>app</c>.</summary>
    public static string Minimal(string statements, string declarations = "") => $"""
        {Usings}
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        {statements}
        app.Run();
        {declarations}
        {Types}
        """;

    /// <summary>An action of an API controller with the services in fields.</summary>
    public static string Controller(string action, string attributes = "[ApiController, Route(\"orders\")]", string declarations = "") => $$"""
        {{Usings}}
        {{attributes}}
        public class OrdersController : ControllerBase
        {
            private readonly ShopDb db = null!;
            private readonly IOrderService service = null!;
            private readonly IRepository<Order> repository = null!;
            private readonly ISender sender = null!;
            private readonly IPublishEndpoint bus = null!;
            private readonly ChargeService charges = null!;
            private readonly HttpClient http = null!;

            {{action}}
        }
        {{declarations}}
        {{Types}}
        """;

    public static VerifyCS.Test Test(string source, string editorConfig = "") => new() { TestCode = source, Stubs = Stubs, EditorConfig = editorConfig };
}
