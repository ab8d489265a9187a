using System;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

namespace Violations.BG3004;

public interface IMessageHandler<T>
{
    Task HandleAsync(T message);
}

public sealed record SeatSold(int Id);

public interface ISoldSeats
{
    Task MarkAsync(int id);
}

public sealed class SeatSoldHandler(ISoldSeats seats, ILogger<SeatSoldHandler> logger) : IMessageHandler<SeatSold>
{
    public async Task HandleAsync(SeatSold message)
    {
        logger.LogInformation("Seat {Id} was sold", message.Id);
        try
        {
            await seats.MarkAsync(message.Id);
        }
        catch (Exception) // guardrail: BG3004
        {
        }
    }
}
