namespace BackendGuardrails.Facts.Flow;

/// <summary>The answers to the last questions about bodies: all rules ask about a body before the next one comes, so that more need not be kept.</summary>
internal sealed class Lately<TKey, TAnswer>
    where TKey : class
    where TAnswer : class
{
    /// <summary>A power of two.</summary>
    private const int Places = 1024;

    private readonly Entry?[] _entries = new Entry?[Places];

    /// <param name="place">A number that bodies near each other do not share.</param>
    public TAnswer? Find(int place, TKey key) => Volatile.Read(ref _entries[place & (Places - 1)]) is { } entry && entry.Key == key ? entry.Answer : null;

    public void Keep(int place, TKey key, TAnswer answer) => Volatile.Write(ref _entries[place & (Places - 1)], new(key, answer));

    private sealed record Entry(TKey Key, TAnswer Answer);
}
