using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Facts.Flow;

/// <summary>
/// Where which word stands in the text of a file. Read from the text alone, at the price of reading it once: comments and literals are in it too,
/// so whoever asks looks at the token. It depends on nothing but the file and survives keystrokes in others.
/// </summary>
internal sealed class WordPlaces
{
    /// <summary>The only keyword that is kept, and only where no type follows: <c>new(…)</c>.</summary>
    public const string New = "new";

    private const int Chunk = 4096;

    private static readonly int NewHash = HashOf(New);

    private static readonly ImmutableHashSet<int> Keywords = SyntaxFacts.GetReservedKeywordKinds().Select(kind => HashOf(SyntaxFacts.GetText(kind))).Where(hash => hash != NewHash).ToImmutableHashSet();

    private static readonly ConditionalWeakTable<SyntaxTree, WordPlaces> Known = new();

    /// <summary>The hash of a word and where it starts, in one number each, sorted.</summary>
    private readonly long[] _places;

    private WordPlaces(SourceText text, CancellationToken cancellationToken) => _places = Read(text, cancellationToken);

    public static WordPlaces Of(SyntaxTree tree, CancellationToken cancellationToken) =>
        Known.TryGetValue(tree, out var known) ? known : Add(tree, cancellationToken);

    private static WordPlaces Add(SyntaxTree tree, CancellationToken cancellationToken) => Known.GetValue(tree, key => new(key.GetText(cancellationToken), cancellationToken));

    /// <summary>Different words may share a number.</summary>
    public static int HashOf(string word)
    {
        var hash = FirstHash;
        foreach (var character in word)
            hash = With(hash, character);
        return hash;
    }

    /// <summary>The hash of each word that occurs, once.</summary>
    public IEnumerable<int> Words()
    {
        for (var index = 0; index < _places.Length; index++)
        {
            if (index == 0 || WordAt(index) != WordAt(index - 1))
                yield return WordAt(index);
        }
    }

    public bool Has(int hash) => FirstOf(hash) is var index && index < _places.Length && WordAt(index) == hash;

    /// <summary>In the order of the text.</summary>
    public IEnumerable<int> Of(int hash)
    {
        for (var index = FirstOf(hash); index < _places.Length && WordAt(index) == hash; index++)
            yield return (int)_places[index];
    }

    private int FirstOf(int hash)
    {
        var first = Array.BinarySearch(_places, (long)hash << 32);
        return first < 0 ? ~first : first;
    }

    private const int FirstHash = unchecked((int)2166136261);

    private static int With(int hash, char character) => unchecked((hash ^ character) * 16777619);

    private int WordAt(int index) => (int)(_places[index] >> 32);

    private static long[] Read(SourceText text, CancellationToken cancellationToken)
    {
        var places = new List<long>(text.Length / 10);
        var buffer = new char[Chunk];
        var (start, hash, isEscaped) = (-1, FirstHash, false);
        for (var position = 0; position < text.Length; position += Chunk)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(Chunk, text.Length - position);
            text.CopyTo(position, buffer, 0, count);
            for (var index = 0; index < count; index++)
            {
                var character = buffer[index];
                if (IsOfWord(character))
                {
                    if (start < 0)
                        (start, hash) = (position + index, FirstHash);
                    hash = With(hash, character);
                    continue;
                }

                End();
                isEscaped = character == '@';
            }
        }

        End();
        places.Sort();
        return places.ToArray();

        void End()
        {
            if (start >= 0 && !char.IsDigit(text[start]) && (isEscaped || !Keywords.Contains(hash)) && (hash != NewHash || IsWithoutType(text, start + New.Length)))
                places.Add(((long)hash << 32) | (uint)start);
            start = -1;
        }
    }

    private static bool IsOfWord(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' || character > 127 && SyntaxFacts.IsIdentifierPartCharacter(character);

    private static bool IsWithoutType(SourceText text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
        return position < text.Length && text[position] == '(';
    }
}
