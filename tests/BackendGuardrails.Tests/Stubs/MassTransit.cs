#nullable enable
namespace MassTransit
{
    using System;
    using System.Threading;
    using System.Threading.Tasks;

    public interface IPublishEndpoint
    {
        Task Publish<T>(T message, CancellationToken cancellationToken = default)
            where T : class;
    }

    public interface ISendEndpoint
    {
        Task Send<T>(T message, CancellationToken cancellationToken = default)
            where T : class;
    }

    public interface IBus : IPublishEndpoint
    {
    }

    public interface IConsumer
    {
    }

    public interface IConsumer<in TMessage> : IConsumer
        where TMessage : class
    {
        Task Consume(ConsumeContext<TMessage> context);
    }

    public interface ConsumeContext : IPublishEndpoint
    {
        Guid? MessageId { get; }

        CancellationToken CancellationToken { get; }
    }

    public interface ConsumeContext<out T> : ConsumeContext
        where T : class
    {
        T Message { get; }
    }
}
