using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2005RepeatedMessageAnalyzer>;

namespace BackendGuardrails.Tests.Integrity;

public class BG2005RepeatedMessageTests
{
    private const string Consumer = "public class OrderPlacedConsumer(ShopDb db, IShipping shipping, IRepository<Shipment> repository) : IConsumer<OrderPlaced> { public async Task {|#0:Consume|}(ConsumeContext<OrderPlaced> context) { BODY } }";
    private const string Adding = "db.Shipments.Add(new Shipment { OrderId = context.Message.OrderId }); await db.SaveChangesAsync();";

    private static string Source(string code) => $$"""
        using Azure.Messaging.ServiceBus;
        using MassTransit;
        using MediatR;
        using Microsoft.EntityFrameworkCore;

        {{code}}

        public record OrderPlaced(Guid Id, int OrderId);
        public class Shipment { public Guid Id { get; set; } public int OrderId { get; set; } }
        public class Stock { public int Id { get; set; } public int Left { get; set; } }
        public class ShopDb : DbContext
        {
            public ShopDb(DbContextOptions<ShopDb> options) : base(options) { }
            public DbSet<Shipment> Shipments => Set<Shipment>();
            public DbSet<Stock> Stocks => Set<Stock>();
        }
        public interface IRepository<T> { Task AddAsync(T entity); }
        public interface IShipping { Task ShipAsync(int order); }
        public class Shipping : IShipping
        {
            private readonly ShopDb db;
            public Shipping(ShopDb db) => this.db = db;
            public async Task ShipAsync(int order) { db.Shipments.Add(new Shipment { OrderId = order }); await db.SaveChangesAsync(); }
        }
        public interface IIntegrationEventHandler<in T> { Task Handle(T message); }
        public interface IOurs<in T> { Task ReceiveAsync(T message); }
        """;

    private static Task VerifyAsync(string code, bool isReported, string editorConfig = "", string? message = null)
    {
        var test = new VerifyCS.Test { TestCode = Source(isReported ? code : code.Replace("{|#0:", "").Replace("|}", "")), Stubs = ["Azure.Messaging.ServiceBus", "MassTransit", "MediatR", "NServiceBus", "Rebus"], EditorConfig = editorConfig };
        if (isReported)
            test.ExpectedDiagnostics.Add(VerifyCS.Diagnostic().WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(message));
        return test.RunAsync();
    }

    [Theory]
    [InlineData(Adding)]
    [InlineData("await db.AddAsync(new Shipment()); await db.SaveChangesAsync();")]
    [InlineData("db.Shipments.AddRange(new Shipment(), new Shipment()); await db.SaveChangesAsync();")]
    [InlineData("await shipping.ShipAsync(context.Message.OrderId);")]
    [InlineData("await repository.AddAsync(new Shipment());")]
    [InlineData("foreach (var id in new[] { 1, 2 }) db.Shipments.Add(new Shipment { OrderId = id }); await db.SaveChangesAsync();")]
    [InlineData("if (await db.Stocks.AnyAsync(s => s.Left > 0)) { db.Shipments.Add(new Shipment()); await db.SaveChangesAsync(); }")]
    [InlineData("await db.Database.ExecuteSqlAsync($\"INSERT INTO shipments (order_id) VALUES ({context.Message.OrderId})\");")]
    [InlineData("try { db.Shipments.Add(new Shipment()); await db.SaveChangesAsync(); } catch (InvalidOperationException) { }")]
    [InlineData("db.Shipments.Add(new Shipment { Id = Guid.NewGuid() }); await db.SaveChangesAsync();")]
    public Task A_consumer_that_adds_a_row(string body) => VerifyAsync(Consumer.Replace("BODY", body), isReported: true);

    [Theory]
    [InlineData("public class Handler(ShopDb db) : NServiceBus.IHandleMessages<OrderPlaced> { public async Task {|#0:Handle|}(OrderPlaced message, NServiceBus.IMessageHandlerContext context) { db.Add(new Shipment()); await db.SaveChangesAsync(); } }")]
    [InlineData("public class Handler(ShopDb db) : Rebus.Handlers.IHandleMessages<OrderPlaced> { public async Task {|#0:Handle|}(OrderPlaced message) { db.Add(new Shipment()); await db.SaveChangesAsync(); } }")]
    [InlineData("public class Handler(ShopDb db) : IIntegrationEventHandler<OrderPlaced> { public async Task {|#0:Handle|}(OrderPlaced message) { db.Add(new Shipment()); await db.SaveChangesAsync(); } }")]
    [InlineData("public class Worker(ServiceBusProcessor processor, ShopDb db) { public void Start() { processor.{|#0:ProcessMessageAsync|} += async args => { db.Add(new Shipment()); await db.SaveChangesAsync(); }; } }")]
    [InlineData("public class Worker(ServiceBusProcessor processor, ShopDb db) { public void Start() => processor.{|#0:ProcessMessageAsync|} += ReceiveAsync; private async Task ReceiveAsync(ProcessMessageEventArgs args) { db.Add(new Shipment()); await db.SaveChangesAsync(); } }")]
    [InlineData("public interface IEventConsumer<in T> { Task OnEvent(T args); } public class Log : IEventConsumer<ProcessMessageEventArgs> { private readonly ShopDb db; public Log(ShopDb db) => this.db = db; public async Task {|#0:OnEvent|}(ProcessMessageEventArgs args) { db.Add(new Shipment()); await db.SaveChangesAsync(); } }")]
    public Task Handlers_of_other_libraries(string code) => VerifyAsync(code, isReported: true);

    [Fact]
    public async Task The_option_names_interfaces_of_the_team()
    {
        const string Ours = "public class Handler(ShopDb db) : IOurs<OrderPlaced> { public async Task {|#0:ReceiveAsync|}(OrderPlaced message) { db.Add(new Shipment()); await db.SaveChangesAsync(); } }";
        await VerifyAsync(Ours, isReported: false);
        await VerifyAsync(Ours, isReported: true, "backend_guardrails.message_handlers = +IOurs");
    }

    [Fact]
    public Task The_message_names_what_is_added_and_where() => VerifyAsync(Consumer.Replace("BODY", "await shipping.ShipAsync(1);"), isReported: true, message:
        "'Consume' adds a row of 'Shipment' (in Shipping.ShipAsync) for each delivery of the message, and a broker delivers again what was not acknowledged in time; look for the row first, or keep the message's id under a unique index");

    [Theory]
    [InlineData("if (await db.Shipments.AnyAsync(s => s.OrderId == context.Message.OrderId)) return; " + Adding)]
    [InlineData("if (await db.Shipments.FirstOrDefaultAsync(s => s.OrderId == context.Message.OrderId) is not null) return; " + Adding)]
    [InlineData("if (await db.Shipments.FindAsync(context.Message.Id) is null) { db.Shipments.Add(new Shipment()); await db.SaveChangesAsync(); }")]
    [InlineData("try { db.Shipments.Add(new Shipment()); await db.SaveChangesAsync(); } catch (DbUpdateException) { }")]
    [InlineData("db.Shipments.Add(new Shipment { Id = context.Message.Id }); await db.SaveChangesAsync();")]
    [InlineData("var message = context.Message; db.Shipments.Add(new Shipment { Id = message.Id }); await db.SaveChangesAsync();")]
    [InlineData("await db.Stocks.Where(s => s.Id == 1).ExecuteUpdateAsync(s => s.SetProperty(x => x.Left, 3));")]
    [InlineData("var stock = await db.Stocks.FindAsync(1); stock!.Left = 3; await db.SaveChangesAsync();")]
    [InlineData("await db.Database.ExecuteSqlAsync($\"INSERT INTO shipments (id) VALUES ({context.Message.Id}) ON CONFLICT DO NOTHING\");")]
    [InlineData("await Task.Yield(); _ = new List<Shipment> { new() };")]
    public Task Quiet_on_a_second_delivery_that_is_noticed(string body) => VerifyAsync(Consumer.Replace("BODY", body), isReported: false);

    [Theory]
    [InlineData("public class InboxConsumer<T> { } public class C(ShopDb db) : InboxConsumer<OrderPlaced>, IConsumer<OrderPlaced> { public async Task Consume(ConsumeContext<OrderPlaced> context) { db.Add(new Shipment()); await db.SaveChangesAsync(); } }")]
    [InlineData("public class IdempotentAttribute : Attribute { } [Idempotent] public class C(ShopDb db) : IConsumer<OrderPlaced> { public async Task Consume(ConsumeContext<OrderPlaced> context) { db.Add(new Shipment()); await db.SaveChangesAsync(); } }")]
    [InlineData("public interface IInbox { Task<bool> TryAddAsync(Guid? id); } public class C(ShopDb db, IInbox inbox) : IConsumer<OrderPlaced> { public async Task Consume(ConsumeContext<OrderPlaced> context) { if (!await inbox.TryAddAsync(context.MessageId)) return; db.Add(new Shipment()); await db.SaveChangesAsync(); } }")]
    [InlineData("public class C(ShopDb db) : IConsumer<OrderPlaced> { public async Task Consume(ConsumeContext<OrderPlaced> context) { db.Add(new Shipment()); await db.SaveChangesAsync(); } } static class Setup { static void Add(Bus bus) => bus.AddEntityFrameworkOutbox(); } class Bus { public void AddEntityFrameworkOutbox() { } }")]
    [InlineData("public class C(ShopDb db) : IConsumer<OrderPlaced> { public async Task Consume(ConsumeContext<OrderPlaced> context) { db.Add(new Shipment()); await db.SaveChangesAsync(); } } static class Setup { static void Add(Bus bus) => bus.EnableOutbox(); } class Bus { public void EnableOutbox() { } }")]
    [InlineData("public class C(ShopDb db) : INotificationHandler<Placed> { public async Task Handle(Placed message, CancellationToken token) { db.Add(new Shipment()); await db.SaveChangesAsync(token); } } public record Placed : INotification;")]
    [InlineData("public class C(ShopDb db) { public async Task Consume(OrderPlaced message) { db.Add(new Shipment()); await db.SaveChangesAsync(); } }")]
    [InlineData("namespace Mine { public interface IConsumer<T> { } public class C(ShopDb db) : IConsumer<OrderPlaced> { public async Task Consume(OrderPlaced message) { db.Add(new Shipment()); await db.SaveChangesAsync(); } } }")]
    [InlineData("public class Worker(ShopDb db) { public event Func<OrderPlaced, Task>? ProcessMessageAsync; public void Start() => ProcessMessageAsync += async args => { db.Add(new Shipment()); await db.SaveChangesAsync(); }; }")]
    [InlineData("public class Worker(ServiceBusProcessor processor, ShopDb db) { public void Start() => processor.ProcessMessageAsync += async args => { if (await db.Shipments.AnyAsync(s => s.OrderId == 1)) return; db.Shipments.Add(new Shipment()); await db.SaveChangesAsync(); }; }")]
    [InlineData("public interface IEventConsumer<in T> where T : EventArgs { Task OnEvent(T args); } public class Placed : EventArgs { } public class Log : IEventConsumer<Placed> { private readonly ShopDb db; public Log(ShopDb db) => this.db = db; public async Task OnEvent(Placed args) { db.Add(new Shipment()); await db.SaveChangesAsync(); } }")]
    [InlineData("public interface IEventConsumer<in T> where T : EventArgs { Task OnEvent(T args); } public class Log<T> : IEventConsumer<T> where T : EventArgs { private readonly ShopDb db; public Log(ShopDb db) => this.db = db; public async Task OnEvent(T args) { db.Add(new Shipment()); await db.SaveChangesAsync(); } }")]
    public Task Quiet_on_inboxes_marks_and_what_no_broker_calls(string code) => VerifyAsync(code, isReported: false);

    [Theory]
    [InlineData("public class C(ShopDb db) : IConsumer<OrderPlaced> { public async Task Consume(ConsumeContext<OrderPlaced> context) { db.Shipments.Add( } }")]
    [InlineData("public class C : IConsumer<> { public async Task Consume(ConsumeContext<")]
    public Task Half_typed_code_does_not_throw(string code) => new VerifyCS.Test { TestCode = Source(code), Stubs = ["Azure.Messaging.ServiceBus", "MassTransit", "MediatR", "NServiceBus", "Rebus"], CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync();
}
