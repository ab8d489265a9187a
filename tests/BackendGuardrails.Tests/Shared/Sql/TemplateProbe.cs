using BackendGuardrails.Shared.Sql;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Tests.Shared.Sql;

/// <summary>Takes apart the text that the statements of a method hand to <c>Run(…)</c>.</summary>
internal sealed class TemplateProbe
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Globalization; using System.Linq;";

    private const string Members = """
        const string Table = "users";
        static void Run(string sql) { }
        static string Name() => "";
        enum Status { Open }
        """;

    private const string Parameters = "string name, string city, int id, int? maybe, DateTime day, Guid key, Status status, List<int> ids, string[] names, IEnumerable<string> more, bool flag, string sort, string startDate";

    private readonly SemanticModel _model;

    public TemplateProbe(string statements)
    {
        var tree = CSharpSyntaxTree.ParseText($"{Usings} class C {{ {Members} void M({Parameters}) {{ {statements} }} }}");
        var compilation = CSharpCompilation.Create("Probe", [tree], RealReferences.Default, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        _model = compilation.GetSemanticModel(tree);
        var argument = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Single(call => call.Expression.ToString() == "Run").ArgumentList.Arguments[0];
        Template = SqlTemplate.Of(argument.Expression, _model, CancellationToken.None);
        Slots = Template is null ? null : SqlSlots.Of(Template);
    }

    public SqlTemplate? Template { get; }

    public SqlSlots? Slots { get; }

    /// <summary>The text with its holes in angle brackets; null where it cannot be taken apart.</summary>
    public string? Text => Template is null ? null : string.Concat(Template.Parts.Select(part => part is SqlHole hole ? $"«{hole.Value}{hole.Clause}»" : ((SqlConstant)part).Value));

    public string? Positions => Slots is null ? null : string.Join(" ", Slots.Select(slot => slot.Position));

    /// <summary>What a remedy hands over: names and values.</summary>
    public string? Values(SqlDialect dialect) => Slots is null ? null : string.Join("; ", Slots.Select(slot => SlotValue.Of(slot, dialect, _model, CancellationToken.None)?.Code.ToString() ?? "-"));

    /// <summary>The expressions with <c>@p</c> in the place of all values.</summary>
    public string? WithPlaceholders()
    {
        if (Slots is null)
            return null;
        var written = SqlRewrite.WithPlaceholders(Template!, Slots, slot => slot.IsName ? null : "@p");
        return written is null ? null : string.Join(" | ", written.Value.Select(expression => expression.ToString()));
    }

    public string? WithValues(SqlDialect dialect) => Slots is null
        ? null
        : SqlRewrite.WithValues(Template!, Slots, slot => ("", SlotValue.Of(slot, dialect, _model, CancellationToken.None)!.Code, ""))?.ToString();
}
