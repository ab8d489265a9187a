using System.Reflection;
using RabbitMQ.Client;

namespace BackendGuardrails.Evidence.BG2006;

/// <summary>
/// A model of one queue, by what AMQP 0-9-1 says: with automatic acknowledgment the broker forgets a message when it has sent it, and else when it is acknowledged; what is not
/// acknowledged when a channel closes is delivered again. Without a limit it sends all it has. An exception of a handler goes to the client's event, and the next message is handled.
/// </summary>
internal sealed class ModelBroker(int messages)
{
    private readonly Queue<byte> _ready = new(Enumerable.Range(1, messages).Select(number => (byte)number));

    /// <summary>What the broker would still deliver to somebody.</summary>
    public int Left => _ready.Count;

    public Session Connect()
    {
        var session = DispatchProxy.Create<IChannel, Session>();
        ((Session)(object)session).Broker = this;
        return (Session)(object)session;
    }

    /// <summary>A channel of one instance; only what a consumer calls.</summary>
    public class Session : DispatchProxy
    {
        private readonly SortedDictionary<ulong, byte> _unacknowledged = [];
        private readonly Queue<(ulong Tag, byte Body)> _sent = new();
        private IAsyncBasicConsumer? _consumer;

        internal ModelBroker Broker { get; set; } = null!;

        public IChannel Channel => (IChannel)(object)this;

        /// <summary>Lets the consumer handle that many of the messages it was sent, or all of them.</summary>
        public async Task HandleAsync(int most = int.MaxValue)
        {
            for (; most > 0 && _sent.TryDequeue(out var delivery); most--)
            {
                try
                {
                    await _consumer!.HandleBasicDeliverAsync("tag", delivery.Tag, false, "", "orders", new BasicProperties(), new[] { delivery.Body });
                }
                catch (TimeoutException)
                {
                    // The client raises CallbackExceptionAsync and goes on.
                }
            }
        }

        public void Close()
        {
            foreach (var body in _unacknowledged.Values)
                Broker._ready.Enqueue(body);
            _unacknowledged.Clear();
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            switch (targetMethod!.Name)
            {
                case nameof(IChannel.BasicConsumeAsync):
                    Consume((bool)args![1]!, args.OfType<IAsyncBasicConsumer>().Single());
                    return Task.FromResult("tag");
                case nameof(IChannel.BasicAckAsync):
                    _unacknowledged.Remove((ulong)args![0]!);
                    return ValueTask.CompletedTask;
                default:
                    throw new NotSupportedException(targetMethod.Name);
            }
        }

        private void Consume(bool autoAck, IAsyncBasicConsumer consumer)
        {
            _consumer = consumer;
            for (ulong tag = 1; Broker._ready.TryDequeue(out var body); tag++)
            {
                _sent.Enqueue((tag, body));
                if (!autoAck)
                    _unacknowledged.Add(tag, body);
            }
        }
    }
}
