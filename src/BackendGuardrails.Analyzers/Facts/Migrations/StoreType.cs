using System.Globalization;
using System.Text.RegularExpressions;

namespace BackendGuardrails.Facts.Migrations;

/// <summary>The type of a column as databases write it: <c>character varying(100)</c>, <c>numeric(18,2)</c>, <c>nvarchar(max)</c>.</summary>
/// <param name="Name">In lower case, by the name that all databases share where there is one.</param>
/// <param name="Length">Null for no limit.</param>
internal sealed record StoreType(string Name, int? Length, int? Scale)
{
    private static readonly Regex Form = new(@"^\s*(?<name>[a-z][a-z0-9_ ]*?)\s*(?:\(\s*(?<length>\d+|max)\s*(?:,\s*(?<scale>\d+)\s*)?\))?(?<rest>(?:\s+with(?:out)?\s+time\s+zone|\s+unsigned)?(?:\[\])*)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly ImmutableDictionary<string, string> SharedNames = ImmutableDictionary<string, string>.Empty.AddRange(new Dictionary<string, string>
    {
        ["character varying"] = "varchar", ["character"] = "char", ["bpchar"] = "char", ["int"] = "integer", ["int4"] = "integer", ["int8"] = "bigint", ["int2"] = "smallint", ["decimal"] = "numeric", ["number"] = "numeric",
        ["float8"] = "double precision", ["float4"] = "real", ["bool"] = "boolean", ["timestamptz"] = "timestamp with time zone", ["timestamp"] = "timestamp without time zone", ["national character varying"] = "nvarchar",
        ["varchar2"] = "varchar", ["nvarchar2"] = "nvarchar", ["double"] = "double precision", ["longtext"] = "text", ["mediumtext"] = "text", ["tinytext"] = "text", ["ntext"] = "text", ["clob"] = "text", ["nclob"] = "text",
    });

    private const string Unsigned = " unsigned";

    private static readonly string[] Integers = ["tinyint", "smallint", "mediumint", "integer", "bigint"];
    private static readonly string[] Floats = ["real", "double precision"];

    public bool IsText => Name is "varchar" or "nvarchar" or "char" or "nchar" or "text" or "citext";

    /// <summary>Whether its length counts what it holds: text or bytes.</summary>
    public bool HasLength => IsText || Name is "varbinary" or "binary" or "bytea" or "blob" or "bit varying" or "varbit";

    /// <summary>How much it holds, among the types of its kind; 0 for other types.</summary>
    public int IntegerRank => Array.IndexOf(Integers, Name.Replace(Unsigned, "")) + 1;

    public bool IsUnsigned => Name.EndsWith(Unsigned, StringComparison.Ordinal);

    /// <summary>A time with or without its zone.</summary>
    public bool IsTimestamp => Name.StartsWith("timestamp with", StringComparison.Ordinal);

    public int FloatRank => Array.IndexOf(Floats, Name) + 1;

    public static StoreType? Parse(string? text)
    {
        if (text is null || Form.Match(text) is not { Success: true } match)
            return null;
        var rest = Regex.Replace(match.Groups["rest"].Value.ToLowerInvariant(), @"\s+", " ");
        var name = match.Groups["name"].Value.ToLowerInvariant();
        // What is behind a precision belongs to the name: timestamp(3) with time zone.
        name = rest.StartsWith(" with", StringComparison.Ordinal) ? name + rest : (SharedNames.TryGetValue(name, out var shared) ? shared : name) + rest;
        return new(SharedNames.TryGetValue(name, out var known) ? known : name, Number(match.Groups["length"].Value), Number(match.Groups["scale"].Value));
    }

    private static int? Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
