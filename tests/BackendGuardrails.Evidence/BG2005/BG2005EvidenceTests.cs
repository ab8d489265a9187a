using BackendGuardrails.Evidence.Infrastructure;
using BackendGuardrails.Integrity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BackendGuardrails.Evidence.BG2005;

[Collection(PostgresCollection.Name)]
public sealed class BG2005EvidenceTests(PostgresCluster cluster)
{
    private const int Orders = 20;

    [Fact]
    public Task The_marked_line_is_reported_and_what_was_repaired_by_hand_is_not() => new EvidenceCase("BG2005", new BG2005RepeatedMessageAnalyzer()).VerifyMarkedLinesAsync();

    [PostgresFact]
    public async Task The_page_shows_what_was_measured()
    {
        var table = new EvidenceTable("BG2005", $"Rows behind {Orders} messages", "before", "after");
        foreach (var deliveries in new[] { 1, 2, 3 })
        {
            var before = await RowsAsync(db => new Before(db), deliveries);
            var after = await RowsAsync(db => new After(db), deliveries);
            Assert.Equal((Orders * deliveries, Orders), (before, after));
            table.Add(deliveries == 1 ? "delivered once" : $"delivered {deliveries} times", before, after);
        }

        table.VerifyPage();
    }

    private async Task<int> RowsAsync(Func<ShippingDb, IIntegrationEventHandler<OrderPlaced>> handler, int deliveries)
    {
        var options = new DbContextOptionsBuilder<ShippingDb>().UseNpgsql(cluster.CreateDatabase()).Options;
        await using (var db = new ShippingDb(options))
            await db.Database.EnsureCreatedAsync();
        for (var delivery = 0; delivery < deliveries; delivery++)
        {
            for (var order = 1; order <= Orders; order++)
            {
                await using var db = new ShippingDb(options);
                await handler(db).Handle(new OrderPlaced(order));
            }
        }

        await using var counted = new ShippingDb(options);
        return await counted.Shipments.CountAsync();
    }
}
