using Dapper;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Npgsql;

namespace Auctions.Live;

public sealed record Bid(int LotId, string Bidder, decimal Amount, DateTime At);

public interface IAuctionClient
{
    Task BidPlaced(Bid bid);

    Task History(IReadOnlyList<Bid> bids);
}

[Authorize]
public sealed class AuctionHub : Hub<IAuctionClient>
{
    private readonly BidStore _bids;

    public AuctionHub(BidStore bids) => _bids = bids;

    public async Task PlaceBid(int lotId, decimal amount)
    {
        var bid = new Bid(lotId, Context.UserIdentifier!, amount, DateTime.UtcNow);
        await _bids.AddAsync(bid);
        await Clients.Group($"lot-{lotId}").BidPlaced(bid);
    }

    public async Task LoadHistory(int lotId, string bidder, string orderBy)
    {
        var history = await _bids.HistoryAsync(lotId, bidder, orderBy);
        await Clients.Caller.History(history);
    }
}

public sealed class BidStore(NpgsqlDataSource dataSource)
{
    public async Task AddAsync(Bid bid)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        await connection.ExecuteAsync("INSERT INTO bids (lot_id, bidder, amount, at) VALUES (@LotId, @Bidder, @Amount, @At)", bid);
    }

    public async Task<IReadOnlyList<Bid>> HistoryAsync(int lotId, string bidder, string orderBy)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        var query = string.Concat("SELECT lot_id, bidder, amount, at FROM bids WHERE lot_id = @lotId AND bidder = @bidder", " ORDER BY ", orderBy);
        var bids = await connection.QueryAsync<Bid>(query, new { lotId, bidder }); // guardrail: BG4001
        return bids.AsList();
    }
}

public static class AuctionModule
{
    public static void Map(WebApplication app) => app.MapHub<AuctionHub>("/live/auctions");
}
