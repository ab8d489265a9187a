#nullable enable
namespace Rebus.Handlers
{
    using System.Threading.Tasks;

    public interface IHandleMessages
    {
    }

    public interface IHandleMessages<in TMessage> : IHandleMessages
    {
        Task Handle(TMessage message);
    }
}
