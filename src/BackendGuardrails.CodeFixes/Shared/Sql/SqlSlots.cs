using System.Collections.Immutable;

namespace BackendGuardrails.Shared.Sql;

/// <summary>All places of a SQL text that hold something else each time, in order.</summary>
internal sealed class SqlSlots : IEnumerable<SqlSlot>
{
    private readonly ImmutableArray<SqlSlot> _slots;

    private SqlSlots(FlatText text, ImmutableArray<SqlSlot> slots, IReadOnlyList<SqlToken> tokens) => (Text, _slots, Tokens) = (text, slots, tokens);

    public FlatText Text { get; }

    public IReadOnlyList<SqlToken> Tokens { get; }

    /// <summary>Null when a hole stands where one cannot say what it is: part of a name, a whole condition, a statement without parameters.</summary>
    public static SqlSlots? Of(SqlTemplate template) => Of(template, new());

    /// <summary>Of a text that goes on where another one has its conditions: <c> AND name = …</c>.</summary>
    public static SqlSlots? OfCondition(SqlTemplate template) => Of(template, SqlClauses.InConditions());

    private static SqlSlots? Of(SqlTemplate template, SqlClauses clauses)
    {
        if (FlatText.Of(template) is not { } text || SqlTokens.Of(text.Text) is not { } tokens)
            return null;
        var slots = ImmutableArray.CreateBuilder<SqlSlot>();
        for (var index = 0; index < tokens.Count; index++)
        {
            if (!clauses.Pass(tokens[index], tokens.ElementAtOrDefault(index - 1)))
                return null;
            if (!tokens[index].HasHole)
                continue;
            if (!clauses.TakesParameters || SlotReader.Read(text, tokens, index, clauses) is not { } slot)
                return null;
            slots.Add(slot);
        }

        return clauses.Opener.Length == 0 ? new(text, slots.ToImmutable(), tokens) : null;
    }

    public IEnumerator<SqlSlot> GetEnumerator() => ((IEnumerable<SqlSlot>)_slots).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
