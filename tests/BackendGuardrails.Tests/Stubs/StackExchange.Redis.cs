#nullable enable
using System;
using System.Threading.Tasks;

namespace StackExchange.Redis
{
    [Flags]
    public enum CommandFlags
    {
        None = 0,
        PreferMaster = 0,
        FireAndForget = 2,
        DemandMaster = 4,
        PreferReplica = 8,
        DemandReplica = 12,
        NoRedirect = 64,
        NoScriptCache = 512,
    }

    public enum When { Always, Exists, NotExists }

    public enum ExpireWhen { Always, GreaterThanCurrentExpiry, HasExpiry, HasNoExpiry, LessThanCurrentExpiry }

    public readonly struct RedisKey : IEquatable<RedisKey>
    {
        public static implicit operator RedisKey(string? key) => default;
        public static implicit operator RedisKey(byte[]? key) => default;
        public static implicit operator string?(RedisKey key) => null;
        public static implicit operator byte[]?(RedisKey key) => null;
        public static RedisKey operator +(RedisKey x, RedisKey y) => default;
        public static bool operator ==(RedisKey x, RedisKey y) => true;
        public static bool operator !=(RedisKey x, RedisKey y) => false;
        public bool Equals(RedisKey other) => true;
        public override bool Equals(object? obj) => true;
        public override int GetHashCode() => 0;
    }

    public readonly struct RedisValue : IEquatable<RedisValue>
    {
        public static RedisValue Null => default;
        public static RedisValue EmptyString => default;
        public bool HasValue => false;
        public bool IsNull => true;
        public bool IsNullOrEmpty => true;
        public static implicit operator RedisValue(string? value) => default;
        public static implicit operator RedisValue(byte[]? value) => default;
        public static implicit operator RedisValue(ReadOnlyMemory<byte> value) => default;
        public static implicit operator RedisValue(bool value) => default;
        public static implicit operator RedisValue(int value) => default;
        public static implicit operator RedisValue(long value) => default;
        public static implicit operator RedisValue(double value) => default;
        public static implicit operator string?(RedisValue value) => null;
        public static implicit operator byte[]?(RedisValue value) => null;
        public static explicit operator bool(RedisValue value) => false;
        public static explicit operator int(RedisValue value) => 0;
        public static explicit operator long(RedisValue value) => 0;
        public static explicit operator double(RedisValue value) => 0;
        public static bool operator ==(RedisValue x, RedisValue y) => true;
        public static bool operator !=(RedisValue x, RedisValue y) => false;
        public bool Equals(RedisValue other) => true;
        public override bool Equals(object? obj) => true;
        public override int GetHashCode() => 0;
    }

    public readonly struct HashEntry
    {
        public HashEntry(RedisValue name, RedisValue value) { }
        public RedisValue Name => default;
        public RedisValue Value => default;
    }

    public interface IRedisAsync
    {
        IConnectionMultiplexer Multiplexer { get; }
        Task<TimeSpan> PingAsync(CommandFlags flags = CommandFlags.None);
    }

    public interface IRedis : IRedisAsync
    {
        TimeSpan Ping(CommandFlags flags = CommandFlags.None);
    }

    public interface IDatabaseAsync : IRedisAsync
    {
        Task<bool> HashSetAsync(RedisKey key, RedisValue hashField, RedisValue value, When when = When.Always, CommandFlags flags = CommandFlags.None);
        Task HashSetAsync(RedisKey key, HashEntry[] hashFields, CommandFlags flags = CommandFlags.None);
        Task<bool> KeyDeleteAsync(RedisKey key, CommandFlags flags = CommandFlags.None);
        Task<bool> KeyExistsAsync(RedisKey key, CommandFlags flags = CommandFlags.None);
        Task<bool> KeyExpireAsync(RedisKey key, TimeSpan? expiry, CommandFlags flags);
        Task<bool> KeyExpireAsync(RedisKey key, TimeSpan? expiry, ExpireWhen when = ExpireWhen.Always, CommandFlags flags = CommandFlags.None);
        Task<bool> KeyExpireAsync(RedisKey key, DateTime? expiry, CommandFlags flags);
        Task<bool> KeyExpireAsync(RedisKey key, DateTime? expiry, ExpireWhen when = ExpireWhen.Always, CommandFlags flags = CommandFlags.None);
        Task<RedisValue> StringGetAsync(RedisKey key, CommandFlags flags = CommandFlags.None);
        Task<RedisValue[]> StringGetAsync(RedisKey[] keys, CommandFlags flags = CommandFlags.None);
        Task<bool> StringSetAsync(RedisKey key, RedisValue value, TimeSpan? expiry, When when);
        Task<bool> StringSetAsync(RedisKey key, RedisValue value, TimeSpan? expiry, When when, CommandFlags flags);
        Task<bool> StringSetAsync(
            RedisKey key, RedisValue value, TimeSpan? expiry = null, bool keepTtl = false, When when = When.Always, CommandFlags flags = CommandFlags.None);
    }

    public interface IDatabase : IRedis, IDatabaseAsync
    {
        int Database { get; }
        IBatch CreateBatch(object? asyncState = null);
        ITransaction CreateTransaction(object? asyncState = null);
        bool HashSet(RedisKey key, RedisValue hashField, RedisValue value, When when = When.Always, CommandFlags flags = CommandFlags.None);
        void HashSet(RedisKey key, HashEntry[] hashFields, CommandFlags flags = CommandFlags.None);
        bool KeyDelete(RedisKey key, CommandFlags flags = CommandFlags.None);
        bool KeyExists(RedisKey key, CommandFlags flags = CommandFlags.None);
        bool KeyExpire(RedisKey key, TimeSpan? expiry, CommandFlags flags);
        bool KeyExpire(RedisKey key, TimeSpan? expiry, ExpireWhen when = ExpireWhen.Always, CommandFlags flags = CommandFlags.None);
        bool KeyExpire(RedisKey key, DateTime? expiry, CommandFlags flags);
        bool KeyExpire(RedisKey key, DateTime? expiry, ExpireWhen when = ExpireWhen.Always, CommandFlags flags = CommandFlags.None);
        RedisValue StringGet(RedisKey key, CommandFlags flags = CommandFlags.None);
        RedisValue[] StringGet(RedisKey[] keys, CommandFlags flags = CommandFlags.None);
        bool StringSet(RedisKey key, RedisValue value, TimeSpan? expiry, When when);
        bool StringSet(RedisKey key, RedisValue value, TimeSpan? expiry, When when, CommandFlags flags);
        bool StringSet(
            RedisKey key, RedisValue value, TimeSpan? expiry = null, bool keepTtl = false, When when = When.Always, CommandFlags flags = CommandFlags.None);
    }

    public interface IBatch : IDatabaseAsync
    {
        void Execute();
    }

    public interface ITransaction : IBatch
    {
        bool Execute(CommandFlags flags = CommandFlags.None);
        Task<bool> ExecuteAsync(CommandFlags flags = CommandFlags.None);
    }

    public interface IConnectionMultiplexer : IDisposable, IAsyncDisposable
    {
        bool IsConnected { get; }
        IDatabase GetDatabase(int db = -1, object? asyncState = null);
    }

    public sealed class ConfigurationOptions
    {
        public bool AbortOnConnectFail { get; set; }
        public int ConnectTimeout { get; set; }
        public string? Password { get; set; }
        public static ConfigurationOptions Parse(string configuration) => new();
    }

    public sealed class ConnectionMultiplexer : IConnectionMultiplexer
    {
        public bool IsConnected => false;
        public static ConnectionMultiplexer Connect(string configuration, System.IO.TextWriter? log = null) => new();
        public static ConnectionMultiplexer Connect(ConfigurationOptions configuration, System.IO.TextWriter? log = null) => new();
        public static Task<ConnectionMultiplexer> ConnectAsync(string configuration, System.IO.TextWriter? log = null) =>
            Task.FromResult(new ConnectionMultiplexer());
        public IDatabase GetDatabase(int db = -1, object? asyncState = null) => throw new NotImplementedException();
        public void Dispose() { }
        public ValueTask DisposeAsync() => default;
    }
}
