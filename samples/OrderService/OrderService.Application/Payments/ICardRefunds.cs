namespace OrderService.Application.Payments;

public interface ICardRefunds
{
    /// <summary>The provider's id of what was paid back.</summary>
    Task<string> PayBackAsync(Refund refund, string charge, CancellationToken cancellationToken);
}
