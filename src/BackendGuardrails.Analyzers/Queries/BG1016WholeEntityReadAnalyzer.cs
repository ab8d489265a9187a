using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Queries.Columns;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "You need two columns. Why does the whole row travel?")]
public sealed class BG1016WholeEntityReadAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1016",
        title: "Whole entities are read for a few columns",
        messageFormat: "'{0}' loads all {1} columns of {2}{3} for {4}; select only what is used",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Info,
        description: "The database reads every column, large ones from where they are stored apart, sends them, and the service makes objects of them. Where only a few are used, a projection leaves out the rest, and may be answered from an index alone.");

    /// <summary>The columns that are used, where all uses are in one member.</summary>
    internal const string Columns = nameof(Columns);

    private const int LeastColumns = 6;
    private const int OneIn = 3;
    private const int LeastBytes = 100;
    private const int MostNames = 4;

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(EfCommands.DbContext))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation, OperationKind.Loop);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        var columns = facts.WholeReads.ColumnsAt(context.Operation, context.CancellationToken);
        if (columns.Length < LeastColumns && columns.All(column => column.Large is null) || facts.WholeReads.At(context.Operation, context.CancellationToken) is not { } whole || !IsWaste(whole))
            return;
        var large = whole.Unused.Where(column => column.Large is not null).OrderBy(column => column.IsLimit).FirstOrDefault();
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            whole.Read.Location,
            whole.DeclaredTypes.Insert(0, whole.Read.Written.Syntax.GetLocation()),
            whole.IsLocal ? ImmutableDictionary<string, string?>.Empty.Add(Columns, string.Join(",", whole.Used.Select(column => column.Name))) : null,
            whole.Read.Name,
            columns.Length,
            whole.Read.Rows,
            large is null ? "" : $", '{large.Name}' ({large.Large}) among them,",
            NamesOf(whole.Used)));
    }

    /// <summary>What is large is not used, or many rows bring much that is not.</summary>
    private static bool IsWaste(WholeRead whole)
    {
        if (whole.Used.IsEmpty)
            return false;
        if (whole.Unused.Any(column => column.Large is not null && !(whole.IsFew && column.IsLimit)))
            return true;
        return !whole.IsFew && !whole.RunsOwnCode && whole.Columns.Length >= LeastColumns && whole.Used.Length * OneIn <= whole.Columns.Length && whole.Unused.Sum(column => column.Width) >= LeastBytes;
    }

    private static string NamesOf(ImmutableArray<EntityColumn> used)
    {
        if (used.Length > MostNames)
            return $"{used.Length} of them";
        var quoted = used.Select(column => $"'{column.Name}'").ToList();
        return quoted.Count == 1 ? quoted[0] : $"{string.Join(", ", quoted.Take(quoted.Count - 1))} and {quoted[quoted.Count - 1]}";
    }
}
