namespace BackendGuardrails.Shared.Sql;

/// <summary>A piece of a text as it will be written: text, or code that stands in it.</summary>
/// <param name="Text">Null for code.</param>
/// <param name="Source">Where the text is from; null for what is new.</param>
/// <param name="Clause">Of code: alignment and format.</param>
/// <param name="Break">What is written in front of it, when that is more than a plus.</param>
internal sealed record SqlUnit(string? Text, SqlStretch? Source, ExpressionSyntax? Code, string Clause, int Origin, string? Break)
{
    public bool HasComment => Break is not null && Break.Contains('/');

    public SqlWriting? Writing => (Source?.Part as SqlConstant)?.Writing;

    public static SqlUnit Of(SqlStretch stretch, bool keepNames) => stretch.Part switch
    {
        SqlConstant { Name: { } name } constant when keepNames && stretch.End - stretch.Start == constant.Value.Length => new(null, null, name, "", constant.Origin, constant.Break),
        SqlConstant constant => new(stretch.Text, stretch, null, "", constant.Origin, stretch.Start == 0 ? constant.Break : null),
        SqlHole hole => new(null, null, hole.Written ?? hole.Value, hole.Clause, hole.Origin, hole.Break),
        _ => throw new ArgumentException("A part is a constant or a hole.", nameof(stretch)),
    };
}
