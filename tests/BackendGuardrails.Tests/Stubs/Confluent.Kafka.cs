#nullable enable
namespace Confluent.Kafka
{
    using System;
    using System.Collections;
    using System.Collections.Generic;
    using System.Threading;

    public enum AutoOffsetReset
    {
        Latest,
        Earliest,
        Error,
    }

    public class Config : IEnumerable<KeyValuePair<string, string>>
    {
        public void Set(string key, string val)
        {
        }

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public class ClientConfig : Config
    {
        public string? BootstrapServers { get; set; }
    }

    public class ConsumerConfig : ClientConfig
    {
        public ConsumerConfig()
        {
        }

        public ConsumerConfig(ClientConfig config)
        {
        }

        public string? GroupId { get; set; }

        public AutoOffsetReset? AutoOffsetReset { get; set; }

        public bool? EnableAutoCommit { get; set; }

        public bool? EnableAutoOffsetStore { get; set; }

        public int? AutoCommitIntervalMs { get; set; }
    }

    public sealed class Ignore
    {
    }

    public class Message<TKey, TValue>
    {
        public TKey Key { get; set; } = default!;

        public TValue Value { get; set; } = default!;
    }

    public class TopicPartitionOffset
    {
    }

    public class ConsumeResult<TKey, TValue>
    {
        public Message<TKey, TValue> Message { get; set; } = new();

        public bool IsPartitionEOF { get; set; }
    }

    public class ConsumeException : Exception
    {
    }

    public interface IConsumer<TKey, TValue> : IDisposable
    {
        ConsumeResult<TKey, TValue> Consume(int millisecondsTimeout);

        ConsumeResult<TKey, TValue> Consume(CancellationToken cancellationToken = default);

        ConsumeResult<TKey, TValue> Consume(TimeSpan timeout);

        void Subscribe(string topic);

        void StoreOffset(ConsumeResult<TKey, TValue> result);

        void StoreOffset(TopicPartitionOffset offset);

        List<TopicPartitionOffset> Commit();

        void Commit(IEnumerable<TopicPartitionOffset> offsets);

        void Commit(ConsumeResult<TKey, TValue> result);

        void Close();
    }

    public class ConsumerBuilder<TKey, TValue>
    {
        public ConsumerBuilder(IEnumerable<KeyValuePair<string, string>> config)
        {
        }

        public ConsumerBuilder<TKey, TValue> SetErrorHandler(Action<IConsumer<TKey, TValue>, string> errorHandler) => this;

        public virtual IConsumer<TKey, TValue> Build() => throw new NotSupportedException();
    }
}
