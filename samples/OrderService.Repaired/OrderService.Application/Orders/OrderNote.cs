namespace OrderService.Application.Orders;

public sealed class OrderNote
{
    private OrderNote()
    {
    }

    public Guid Id { get; private init; }

    public string Text { get; private init; } = "";

    public DateTimeOffset WrittenAt { get; private init; }

    public static OrderNote Written(string text, DateTimeOffset now) => new() { Id = Guid.CreateVersion7(now), Text = text, WrittenAt = now };
}
