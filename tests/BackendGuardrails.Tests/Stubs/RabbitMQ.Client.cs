#nullable enable
namespace RabbitMQ.Client
{
    using System;
    using System.Collections.Generic;
    using System.Net.Security;
    using System.Threading;
    using System.Threading.Tasks;

    public class SslOption
    {
        public SslPolicyErrors AcceptablePolicyErrors { get; set; }

        public RemoteCertificateValidationCallback? CertificateValidationCallback { get; set; }

        public bool Enabled { get; set; }

        public string ServerName { get; set; } = "";
    }

    public class ConnectionFactory
    {
        public string HostName { get; set; } = "localhost";

        public SslOption Ssl { get; set; } = new();

        public Task<IConnection> CreateConnectionAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    public interface IConnection : IAsyncDisposable, IDisposable
    {
        Task<IChannel> CreateChannelAsync(CancellationToken cancellationToken = default);
    }

    public class QueueDeclareOk
    {
        public string QueueName => "";
    }

    public interface IReadOnlyBasicProperties
    {
        string? MessageId { get; }

        string? CorrelationId { get; }

        string? ReplyTo { get; }
    }

    public interface IBasicProperties : IReadOnlyBasicProperties
    {
        new string? MessageId { get; set; }

        new string? CorrelationId { get; set; }
    }

    public class BasicProperties : IBasicProperties
    {
        public string? MessageId { get; set; }

        public string? CorrelationId { get; set; }

        public string? ReplyTo { get; set; }
    }

    public sealed class BasicGetResult
    {
        public ulong DeliveryTag { get; }

        public ReadOnlyMemory<byte> Body { get; }
    }

    public interface IAsyncBasicConsumer
    {
        IChannel? Channel { get; }

        Task HandleBasicDeliverAsync(string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey, IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default);
    }

    public class AsyncDefaultBasicConsumer : IAsyncBasicConsumer
    {
        public AsyncDefaultBasicConsumer(IChannel channel) => Channel = channel;

        public IChannel Channel { get; }

        public virtual Task HandleBasicDeliverAsync(string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey, IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }

    public interface IChannel : IAsyncDisposable, IDisposable
    {
        ValueTask BasicAckAsync(ulong deliveryTag, bool multiple, CancellationToken cancellationToken = default);

        ValueTask BasicNackAsync(ulong deliveryTag, bool multiple, bool requeue, CancellationToken cancellationToken = default);

        Task<string> BasicConsumeAsync(string queue, bool autoAck, string consumerTag, bool noLocal, bool exclusive, IDictionary<string, object?>? arguments, IAsyncBasicConsumer consumer, CancellationToken cancellationToken = default);

        Task<BasicGetResult?> BasicGetAsync(string queue, bool autoAck, CancellationToken cancellationToken = default);

        ValueTask BasicPublishAsync<TProperties>(string exchange, string routingKey, bool mandatory, TProperties basicProperties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
            where TProperties : IReadOnlyBasicProperties;

        Task<QueueDeclareOk> QueueDeclareAsync(string queue, bool durable, bool exclusive, bool autoDelete, IDictionary<string, object?>? arguments = null, bool passive = false, bool noWait = false, CancellationToken cancellationToken = default);
    }

    public static class IChannelExtensions
    {
        public static Task<string> BasicConsumeAsync(this IChannel channel, IAsyncBasicConsumer consumer, string queue, bool autoAck = false, string consumerTag = "", bool noLocal = false, bool exclusive = false, IDictionary<string, object?>? arguments = null, CancellationToken cancellationToken = default) => Task.FromResult("");

        public static Task<string> BasicConsumeAsync(this IChannel channel, string queue, bool autoAck, IAsyncBasicConsumer consumer, CancellationToken cancellationToken = default) => Task.FromResult("");

        public static Task<string> BasicConsumeAsync(this IChannel channel, string queue, bool autoAck, string consumerTag, IAsyncBasicConsumer consumer, CancellationToken cancellationToken = default) => Task.FromResult("");

        public static ValueTask BasicPublishAsync(this IChannel channel, string exchange, string routingKey, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default) => default;

        public static Task<QueueDeclareOk> QueueDeclareAsync(this IChannel channel, string queue = "", bool durable = false, bool exclusive = true, bool autoDelete = true, IDictionary<string, object?>? arguments = null, bool noWait = false, CancellationToken cancellationToken = default) => Task.FromResult(new QueueDeclareOk());
    }
}

namespace RabbitMQ.Client.Events
{
    using System;
    using System.Threading;
    using System.Threading.Tasks;

    public class AsyncEventArgs : EventArgs
    {
        public CancellationToken CancellationToken { get; }
    }

    public delegate Task AsyncEventHandler<in TEvent>(object sender, TEvent @event)
        where TEvent : AsyncEventArgs;

    public class BasicDeliverEventArgs : AsyncEventArgs
    {
        public ulong DeliveryTag { get; }

        public string RoutingKey { get; } = "";

        public IReadOnlyBasicProperties BasicProperties => new BasicProperties();

        public ReadOnlyMemory<byte> Body { get; }
    }

    public class AsyncEventingBasicConsumer : AsyncDefaultBasicConsumer
    {
        public AsyncEventingBasicConsumer(IChannel channel)
            : base(channel)
        {
        }

        public event AsyncEventHandler<BasicDeliverEventArgs>? ReceivedAsync;

        public Task RaiseAsync(BasicDeliverEventArgs args) => ReceivedAsync?.Invoke(this, args) ?? Task.CompletedTask;
    }
}
