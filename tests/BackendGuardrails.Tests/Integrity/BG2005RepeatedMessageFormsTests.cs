using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2005RepeatedMessageAnalyzer>;

namespace BackendGuardrails.Tests.Integrity;

/// <summary>Handlers of messages in the many forms that classes, libraries and what they call have.</summary>
public class BG2005RepeatedMessageFormsTests
{
    private static Task VerifyAsync(string types, params string[] files)
    {
        var test = new VerifyCS.Test
        {
            Stubs = ["Azure.Messaging.ServiceBus", "MassTransit", "MediatR", "NServiceBus", "Rebus"],
            TestCode = $$"""
                using Azure.Messaging.ServiceBus;
                using MassTransit;
                using MediatR;
                using Microsoft.EntityFrameworkCore;

                {{types}}

                public record OrderPlaced(Guid Id, int OrderId);
                public record OrderPaid(Guid Id, int OrderId);
                public class Shipment { public Guid Id { get; set; } public int OrderId { get; set; } }
                public class Receipt { public int Id { get; set; } public int OrderId { get; set; } public string Number { get; set; } = ""; }
                public class ShopDb : DbContext
                {
                    public ShopDb(DbContextOptions<ShopDb> options) : base(options) { }
                    public DbSet<Shipment> Shipments { get; set; } = null!;
                    public DbSet<Receipt> Receipts => Set<Receipt>();
                }
                """,
        };
        foreach (var file in files)
            test.TestState.Sources.Add("using Microsoft.EntityFrameworkCore; using MassTransit;\n" + file);
        return test.RunAsync();
    }

    [Fact]
    public Task Handlers_of_all_forms_are_reported() => VerifyAsync(
        """
        public class Explicit : IConsumer<OrderPlaced> { private readonly ShopDb db = null!; async Task IConsumer<OrderPlaced>.[|Consume|](ConsumeContext<OrderPlaced> context) { db.Shipments.Add(new Shipment()); await db.SaveChangesAsync(); } }

        public abstract class ConsumerBase<T> : IConsumer<T> where T : class
        {
            protected readonly ShopDb Db = null!;
            public async Task [|Consume|](ConsumeContext<T> context) { Db.Add(Made(context.Message)); await Db.SaveChangesAsync(context.CancellationToken); }
            protected abstract object Made(T message);
        }
        public class Paid : ConsumerBase<OrderPaid> { protected override object Made(OrderPaid message) => new Receipt { OrderId = message.OrderId }; }

        public class Two(ShopDb db) : IConsumer<OrderPlaced>, IConsumer<OrderPaid>
        {
            public Task [|Consume|](ConsumeContext<OrderPlaced> context) => AddAsync(context.Message.OrderId);
            public Task Consume(ConsumeContext<OrderPaid> context) => Console.Out.WriteLineAsync($"{context.Message.OrderId}");
            private async Task AddAsync(int order) { await db.Receipts.AddAsync(new Receipt { OrderId = order }); await db.SaveChangesAsync(); }
        }

        public partial class Split : IConsumer<OrderPlaced> { private readonly IRecorder _recorder = null!; }
        public partial class Split { public Task [|Consume|](ConsumeContext<OrderPlaced> context) => _recorder.RecordAsync(context.Message); }

        public class Bus(ISender sender) : NServiceBus.IHandleMessages<OrderPlaced> { public Task [|Handle|](OrderPlaced message, NServiceBus.IMessageHandlerContext context) => sender.Send(new Ship(message.OrderId)); }
        public record Ship(int OrderId) : IRequest<int>;
        public class ShipHandler(ShopDb db) : IRequestHandler<Ship, int> { public async Task<int> Handle(Ship request, CancellationToken cancellationToken) { db.Shipments.Add(new Shipment { OrderId = request.OrderId }); return await db.SaveChangesAsync(cancellationToken); } }

        public class Local(ShopDb db) : Rebus.Handlers.IHandleMessages<OrderPlaced> { public async Task [|Handle|](OrderPlaced message) { Add(); await db.SaveChangesAsync(); void Add() => db.Receipts.Add(new() { OrderId = message.OrderId }); } }
        public class Branches(ShopDb db) : IConsumer<OrderPaid> { public async Task [|Consume|](ConsumeContext<OrderPaid> context) { switch (context.Message.OrderId) { case > 0: db.Receipts.Add(new Receipt()); break; default: return; } await db.SaveChangesAsync(); } }
        public class Loop(IDbContextFactory<ShopDb> factory) : IConsumer<OrderPaid> { public async Task [|Consume|](ConsumeContext<OrderPaid> context) { await using var db = await factory.CreateDbContextAsync(); foreach (var line in new[] { 1, 2 }) { db.Receipts.Add(new Receipt { OrderId = line }); } await db.SaveChangesAsync(); } }
        public class Scoped(IServiceScopeFactory scopes) : IConsumer<OrderPaid> { public async Task [|Consume|](ConsumeContext<OrderPaid> context) { using var scope = scopes.CreateScope(); var db = scope.ServiceProvider.GetRequiredService<ShopDb>(); db.Receipts.Add(new Receipt()); await db.SaveChangesAsync(); } }
        public class Counted(ShopDb db) : IConsumer<OrderPaid> { public async Task [|Consume|](ConsumeContext<OrderPaid> context) { var number = await db.Receipts.CountAsync() + 1; db.Receipts.Add(new Receipt { Number = $"R{number}" }); await db.SaveChangesAsync(); } }
        public class Transaction(ShopDb db) : IConsumer<OrderPaid> { public async Task [|Consume|](ConsumeContext<OrderPaid> context) { await using var transaction = await db.Database.BeginTransactionAsync(); db.Receipts.Add(new Receipt()); await db.SaveChangesAsync(); await transaction.CommitAsync(); } }
        """,
        "public interface IRecorder { Task RecordAsync(OrderPlaced placed); } public class Recorder(ShopDb db) : IRecorder { public Task RecordAsync(OrderPlaced placed) => WriteAsync(new Receipt { OrderId = placed.OrderId }); private async Task WriteAsync(Receipt receipt) { db.Add(receipt); await db.SaveChangesAsync(); } }");

    [Fact]
    public Task Handlers_of_all_forms_that_notice_are_quiet() => VerifyAsync(
        """
        public class Explicit : IConsumer<OrderPlaced> { private readonly ShopDb db = null!; async Task IConsumer<OrderPlaced>.Consume(ConsumeContext<OrderPlaced> context) { if (await db.Shipments.AnyAsync(s => s.OrderId == context.Message.OrderId)) return; db.Shipments.Add(new Shipment()); await db.SaveChangesAsync(); } }

        public abstract class IdempotentConsumer<T> : IConsumer<T> where T : class { public Task Consume(ConsumeContext<T> context) => RunAsync(context.Message); protected abstract Task RunAsync(T message); }
        public class Paid(ShopDb db) : IdempotentConsumer<OrderPaid> { protected override async Task RunAsync(OrderPaid message) { db.Receipts.Add(new Receipt()); await db.SaveChangesAsync(); } }

        public class Helper(ShopDb db) : IConsumer<OrderPlaced>
        {
            public async Task Consume(ConsumeContext<OrderPlaced> context) { if (await IsKnownAsync(context.Message.OrderId)) return; db.Receipts.Add(new Receipt { OrderId = context.Message.OrderId }); await db.SaveChangesAsync(); }
            private Task<bool> IsKnownAsync(int order) => db.Receipts.AsNoTracking().AnyAsync(receipt => receipt.OrderId == order);
        }

        public partial class Split : IConsumer<OrderPlaced> { private readonly IRecorder _recorder = null!; }
        public partial class Split { public Task Consume(ConsumeContext<OrderPlaced> context) => _recorder.RecordAsync(context.Message); }

        public class Bus(ISender sender) : NServiceBus.IHandleMessages<OrderPlaced> { public Task Handle(OrderPlaced message, NServiceBus.IMessageHandlerContext context) => sender.Send(new Ship(message.OrderId)); }
        public record Ship(int OrderId) : IRequest<int>;
        public class ShipHandler(ShopDb db) : IRequestHandler<Ship, int> { public async Task<int> Handle(Ship request, CancellationToken cancellationToken) { var known = await db.Shipments.SingleOrDefaultAsync(s => s.OrderId == request.OrderId, cancellationToken); if (known is not null) return 0; db.Shipments.Add(new Shipment()); return await db.SaveChangesAsync(cancellationToken); } }

        public class Caught(ShopDb db) : Rebus.Handlers.IHandleMessages<OrderPlaced> { public async Task Handle(OrderPlaced message) { db.Receipts.Add(new Receipt()); try { await db.SaveChangesAsync(); } catch (DbUpdateException e) when (e.InnerException?.Message.Contains("unique") == true) { } } }
        public class OwnId(ShopDb db) : IConsumer<OrderPaid> { public async Task Consume(ConsumeContext<OrderPaid> context) { var (id, order) = context.Message; db.Shipments.Add(new Shipment { Id = id, OrderId = order }); await db.SaveChangesAsync(); } }
        public class Looked(ShopDb db) : IConsumer<OrderPaid> { public async Task Consume(ConsumeContext<OrderPaid> context) { var receipt = await db.Receipts.FirstOrDefaultAsync(r => r.OrderId == context.Message.OrderId); if (receipt == null) { receipt = new Receipt { OrderId = context.Message.OrderId }; db.Receipts.Add(receipt); } receipt.Number = "R"; await db.SaveChangesAsync(); } }
        public class Removed(ShopDb db) : IConsumer<OrderPaid> { public async Task Consume(ConsumeContext<OrderPaid> context) { await db.Receipts.Where(r => r.OrderId == context.Message.OrderId).ExecuteDeleteAsync(); db.Receipts.Add(new Receipt { OrderId = context.Message.OrderId }); await db.SaveChangesAsync(); } }
        public class Updates(ShopDb db) : IConsumer<OrderPaid> { public async Task Consume(ConsumeContext<OrderPaid> context) { var receipt = await db.Receipts.FindAsync(context.Message.OrderId); receipt!.Number = "paid"; db.Update(receipt); await db.SaveChangesAsync(); } }
        public class Memory : IConsumer<OrderPaid> { private readonly HashSet<int> _seen = new(); public Task Consume(ConsumeContext<OrderPaid> context) { _seen.Add(context.Message.OrderId); return Task.CompletedTask; } }
        public class NotSaved(ShopDb db) : IConsumer<OrderPaid> { public Task Consume(ConsumeContext<OrderPaid> context) => db.Receipts.ToListAsync(); }
        """,
        "public interface IRecorder { Task RecordAsync(OrderPlaced placed); } public class Recorder(ShopDb db) : IRecorder { public async Task RecordAsync(OrderPlaced placed) { if (await db.Receipts.FirstOrDefaultAsync(r => r.OrderId == placed.OrderId) is null) await WriteAsync(new Receipt { OrderId = placed.OrderId }); } private async Task WriteAsync(Receipt receipt) { db.Add(receipt); await db.SaveChangesAsync(); } }");
}
