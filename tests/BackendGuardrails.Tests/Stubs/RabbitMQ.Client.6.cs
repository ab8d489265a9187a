#nullable enable
namespace RabbitMQ.Client
{
    using System;
    using System.Collections.Generic;

    public class QueueDeclareOk
    {
        public string QueueName => "";
    }

    public interface IBasicProperties
    {
        string MessageId { get; set; }

        string ReplyTo { get; set; }
    }

    public class BasicGetResult
    {
        public ulong DeliveryTag { get; }

        public ReadOnlyMemory<byte> Body { get; }
    }

    public interface IBasicConsumer
    {
        IModel Model { get; }

        void HandleBasicDeliver(string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey, IBasicProperties properties, ReadOnlyMemory<byte> body);
    }

    public class DefaultBasicConsumer : IBasicConsumer
    {
        public DefaultBasicConsumer(IModel model) => Model = model;

        public IModel Model { get; set; }

        public virtual void HandleBasicDeliver(string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey, IBasicProperties properties, ReadOnlyMemory<byte> body)
        {
        }
    }

    public interface IModel : IDisposable
    {
        void BasicAck(ulong deliveryTag, bool multiple);

        void BasicReject(ulong deliveryTag, bool requeue);

        string BasicConsume(string queue, bool autoAck, string consumerTag, bool noLocal, bool exclusive, IDictionary<string, object>? arguments, IBasicConsumer consumer);

        BasicGetResult? BasicGet(string queue, bool autoAck);

        void BasicPublish(string exchange, string routingKey, bool mandatory, IBasicProperties? basicProperties, ReadOnlyMemory<byte> body);

        IBasicProperties CreateBasicProperties();

        QueueDeclareOk QueueDeclare(string queue, bool durable, bool exclusive, bool autoDelete, IDictionary<string, object>? arguments);
    }

    public static class IModelExensions
    {
        public static string BasicConsume(this IModel model, string queue, bool autoAck, IBasicConsumer consumer) => "";

        public static string BasicConsume(this IModel model, string queue, bool autoAck, string consumerTag, IBasicConsumer consumer) => "";

        public static QueueDeclareOk QueueDeclare(this IModel model, string queue = "", bool durable = false, bool exclusive = true, bool autoDelete = true, IDictionary<string, object>? arguments = null) => new();
    }
}

namespace RabbitMQ.Client.Events
{
    using System;
    using System.Threading.Tasks;

    public delegate Task AsyncEventHandler<in TEvent>(object sender, TEvent @event)
        where TEvent : EventArgs;

    public class BasicDeliverEventArgs : EventArgs
    {
        public ulong DeliveryTag { get; set; }

        public ReadOnlyMemory<byte> Body { get; set; }

        public string RoutingKey { get; set; } = "";
    }

    public class EventingBasicConsumer : DefaultBasicConsumer
    {
        public EventingBasicConsumer(IModel model)
            : base(model)
        {
        }

        public event EventHandler<BasicDeliverEventArgs>? Received;

        public void Raise(BasicDeliverEventArgs args) => Received?.Invoke(this, args);
    }

    public class AsyncEventingBasicConsumer : DefaultBasicConsumer
    {
        public AsyncEventingBasicConsumer(IModel model)
            : base(model)
        {
        }

        public event AsyncEventHandler<BasicDeliverEventArgs>? Received;

        public Task RaiseAsync(BasicDeliverEventArgs args) => Received?.Invoke(this, args) ?? Task.CompletedTask;
    }
}
