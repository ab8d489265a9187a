using System.Collections.Immutable;
using System.Text;

namespace BackendGuardrails.Shared.Sql;

/// <summary>A template as one string in which each hole is a single character.</summary>
internal sealed class FlatText
{
    /// <summary>A character for private use, which stands for a hole.</summary>
    public const char Hole = '\uE0FF';

    private readonly List<(SqlPart Part, int Start, int Length)> _places = new();

    private FlatText(ImmutableArray<SqlPart> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            var value = part is SqlConstant constant ? constant.Value : Hole.ToString();
            _places.Add((part, text.Length, value.Length));
            text.Append(value);
        }

        Text = text.ToString();
    }

    public string Text { get; }

    public static FlatText? Of(SqlTemplate template) =>
        template.Parts.OfType<SqlConstant>().Any(constant => constant.Value.Contains(Hole)) ? null : new(template.Parts);

    public SqlHole HoleAt(int index) => (SqlHole)_places.First(place => place.Start == index && place.Length == 1 && place.Part is SqlHole).Part;

    /// <summary>In which of the template's expressions the text at a place is written.</summary>
    public int OriginAt(int index) => _places.First(place => place.Start <= index && index < place.Start + place.Length).Part.Origin;

    /// <summary>What is between two places: stretches of constants, and holes as stretches of length one.</summary>
    public IEnumerable<SqlStretch> Between(int start, int end) =>
        from place in _places
        let first = Math.Max(start, place.Start)
        let last = Math.Min(end, place.Start + place.Length)
        where first < last
        select new SqlStretch(place.Part, first - place.Start, last - place.Start);
}

/// <summary>A part of the template, or of a constant in it what is from one place to another.</summary>
internal sealed record SqlStretch(SqlPart Part, int Start, int End)
{
    public string? Text => Part is SqlConstant constant ? constant.Value.Substring(Start, End - Start) : null;
}
