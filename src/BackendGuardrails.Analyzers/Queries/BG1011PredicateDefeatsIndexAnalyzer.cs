using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Indexes;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Options;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "There is an index on that column, but the query wraps the column in a function. The database computes it for every row and reads the whole table.")]
public sealed class BG1011PredicateDefeatsIndexAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1011",
        title: "Predicate defeats the index",
        messageFormat: "'{0}' is computed for every {1}, so {2}; {3}",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "An index has the values of the column as they are stored. A condition on something computed from the column cannot look them up: the database reads all rows and computes it for each. "
            + "The same condition on the column alone, such as a range of times, is found by the index.");

    internal const string Rewrite = nameof(Rewrite);

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(EfCommands.DbContext))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        foreach (var defeated in facts.DefeatedIndexes.In((IInvocationOperation)context.Operation, context.CancellationToken))
        {
            if (facts.Options.Read(GuardrailOptions.SmallEntities, context.Operation.Syntax.SyntaxTree).Contains(defeated.Entity.Type.Name))
                continue;
            var column = defeated.Column;
            var rewrite = facts.ColumnRewrites.Of(defeated, context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor,
                column.Location,
                IsCertain(defeated) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
                rewrite == ColumnRewrite.None ? ImmutableArray<Location>.Empty : new[] { column.Comparison!, column.Code, column.Filter.Column, column.Filter.Value! }.Select(part => part.Syntax.GetLocation()),
                rewrite == ColumnRewrite.None ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(Rewrite, rewrite.ToString()),
                column.Kind == ComputationKind.Widening ? $"({column.Comparison!.LeftOperand.Type}){column.Code.Syntax}" : column.Code.Syntax.ToString(),
                defeated.Entity.Type.Name,
                defeated.IsIndexed ? $"the index on '{column.Filter.Name}' does not lead to the rows" : $"no index on '{column.Filter.Name}' could lead to the rows",
                AdviceFor(column)));
        }
    }

    /// <summary>Somebody has made the index for just this, and all of the query is seen. A search within texts is what the user asked for.</summary>
    private static bool IsCertain(DefeatedIndex defeated) =>
        defeated is { IsIndexed: true, IsCertain: true, Column: { IsSort: false, Kind: not (ComputationKind.Search or ComputationKind.Text), Filter.Code: IBinaryOperation } };

    private static string AdviceFor(ComputedColumn column) => column.Kind switch
    {
        ComputationKind.Day => "compare the column with the range of the day",
        ComputationKind.Year => "compare the column with the range of the year",
        ComputationKind.Case => "let the collation of the column ignore case, and compare the column as it is",
        ComputationKind.Text => "store what is searched by in a column of its own",
        ComputationKind.ToText => $"compare the column with a value of its own type",
        ComputationKind.Widening => $"give the value the type of the column, '{column.Code.Type}'",
        ComputationKind.Search => "search by the beginning of the text, or use a full-text or trigram index",
        _ => "compute the other side instead",
    };
}
