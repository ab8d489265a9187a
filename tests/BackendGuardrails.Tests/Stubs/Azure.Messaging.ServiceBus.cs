#nullable enable
namespace Azure.Messaging.ServiceBus
{
    using System;
    using System.Threading.Tasks;

    public class ServiceBusReceivedMessage
    {
        public string MessageId => "";
    }

    public class ProcessMessageEventArgs : EventArgs
    {
        public ServiceBusReceivedMessage Message => new();

        public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message) => Task.CompletedTask;
    }

    public class ServiceBusProcessor
    {
        public event Func<ProcessMessageEventArgs, Task>? ProcessMessageAsync;

        public Task RaiseAsync(ProcessMessageEventArgs args) => ProcessMessageAsync?.Invoke(args) ?? Task.CompletedTask;
    }
}
