#nullable enable
namespace NServiceBus
{
    using System.Threading;
    using System.Threading.Tasks;

    public interface IPipelineContext
    {
    }

    public interface IMessageHandlerContext : IPipelineContext
    {
        string MessageId { get; }

        CancellationToken CancellationToken { get; }
    }

    public interface IHandleMessages<T>
    {
        Task Handle(T message, IMessageHandlerContext context);
    }
}
