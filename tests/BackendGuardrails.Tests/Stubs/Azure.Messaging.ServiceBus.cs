#nullable enable
namespace Azure.Messaging.ServiceBus
{
    using System;
    using System.Collections.Generic;
    using System.Threading;
    using System.Threading.Tasks;

    public class ServiceBusReceivedMessage
    {
        public string MessageId => "";
    }

    public class ProcessMessageEventArgs : EventArgs
    {
        public ServiceBusReceivedMessage Message => new();

        public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }

    public enum ServiceBusReceiveMode
    {
        PeekLock = 0,
        ReceiveAndDelete = 1,
    }

    public class ServiceBusProcessorOptions
    {
        public ServiceBusReceiveMode ReceiveMode { get; set; }

        public bool AutoCompleteMessages { get; set; } = true;

        public int MaxConcurrentCalls { get; set; }
    }

    public class ServiceBusReceiverOptions
    {
        public ServiceBusReceiveMode ReceiveMode { get; set; }
    }

    public class ServiceBusMessage
    {
        public ServiceBusMessage(string body)
        {
        }

        public string MessageId { get; set; } = "";
    }

    public class ServiceBusSender
    {
        public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }

    public class ServiceBusReceiver
    {
        public virtual Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(TimeSpan? maxWaitTime = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(int maxMessages, TimeSpan? maxWaitTime = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public virtual Task DeadLetterMessageAsync(ServiceBusReceivedMessage message, string reason, CancellationToken cancellationToken = default) => Task.CompletedTask;
    }

    public class ServiceBusClient
    {
        public virtual ServiceBusProcessor CreateProcessor(string queueName, ServiceBusProcessorOptions options) => new();

        public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options) => new();

        public virtual ServiceBusReceiver CreateReceiver(string queueName) => new();

        public virtual ServiceBusSender CreateSender(string queueName) => new();
    }

    public class ServiceBusProcessor
    {
        public event Func<ProcessMessageEventArgs, Task>? ProcessMessageAsync;

        public Task RaiseAsync(ProcessMessageEventArgs args) => ProcessMessageAsync?.Invoke(args) ?? Task.CompletedTask;
    }
}
