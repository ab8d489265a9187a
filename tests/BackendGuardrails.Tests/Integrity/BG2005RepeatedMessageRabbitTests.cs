using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Integrity.BG2005RepeatedMessageAnalyzer>;

namespace BackendGuardrails.Tests.Integrity;

/// <summary>Functions that a consumer of RabbitMQ calls for each message that has to be acknowledged.</summary>
public class BG2005RepeatedMessageRabbitTests
{
    private const string Adding = "db.Orders.Add(new Order()); await db.SaveChangesAsync();";

    private static Task VerifyAsync(string code, string stub = "RabbitMQ.Client") => new VerifyCS.Test
    {
        Stubs = [stub],
        TestCode = $$"""
            using Microsoft.EntityFrameworkCore;
            using RabbitMQ.Client;
            using RabbitMQ.Client.Events;

            {{code}}

            public class Order { public int Id { get; set; } public string Number { get; set; } = ""; }
            public class ShopDb : DbContext { public ShopDb(DbContextOptions<ShopDb> options) : base(options) { } public DbSet<Order> Orders => Set<Order>(); }
            """,
    }.RunAsync();

    private static string Worker(string subscription, string consume, string members = "") => $$"""
        public class Worker
        {
            private readonly ShopDb db = null!;

            public async Task StartAsync(IChannel channel)
            {
                var consumer = new AsyncEventingBasicConsumer(channel);
                consumer.{{subscription}};
                await channel.{{consume}};
            }

            {{members}}
        }
        """;

    [Theory]
    [InlineData($"[|ReceivedAsync|] += async (s, e) => {{ {Adding} }}", "")]
    [InlineData("[|ReceivedAsync|] += OnAsync", $"private async Task OnAsync(object sender, BasicDeliverEventArgs args) {{ {Adding} }}")]
    [InlineData("[|ReceivedAsync|] += async (s, e) => await HandleAsync(e.Body)", $"private async Task HandleAsync(ReadOnlyMemory<byte> body) {{ {Adding} }}")]
    public Task A_row_for_each_delivery(string subscription, string members) => VerifyAsync(Worker(subscription, "BasicConsumeAsync(\"orders\", false, consumer)", members));

    [Theory]
    [InlineData($"ReceivedAsync += async (s, e) => {{ {Adding} }}", "BasicConsumeAsync(\"orders\", true, consumer)")]
    [InlineData("ReceivedAsync += async (s, e) => { var number = e.Body.Length.ToString(); if (await db.Orders.AnyAsync(o => o.Number == number)) return; db.Orders.Add(new Order { Number = number }); await db.SaveChangesAsync(); }", "BasicConsumeAsync(\"orders\", false, consumer)")]
    [InlineData($"ReceivedAsync += async (s, e) => {{ try {{ {Adding} }} catch (DbUpdateException) {{ }} }}", "BasicConsumeAsync(\"orders\", false, consumer)")]
    [InlineData("ReceivedAsync += async (s, e) => { var order = await db.Orders.FirstAsync(o => o.Id == 1); order.Number = \"2\"; await db.SaveChangesAsync(); }", "BasicConsumeAsync(\"orders\", false, consumer)")]
    [InlineData($"ReceivedAsync += async (s, e) => {{ if (await new Inbox().IsDuplicateAsync(e.DeliveryTag)) return; {Adding} }}", "BasicConsumeAsync(\"orders\", false, consumer)")]
    public Task Quiet_where_nothing_comes_again_or_somebody_looks(string subscription, string consume) =>
        VerifyAsync(Worker(subscription, consume) + " public class Inbox { public Task<bool> IsDuplicateAsync(ulong tag) => Task.FromResult(false); }");
}
