using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Queries.Bounds;
using BackendGuardrails.Facts.Data.Queries.Memory;
using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Queries;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.ScalabilityExpert,
    "We bring the whole table over the wire to keep three rows of it. Let the database do the filtering; that is what it is good at.")]
public sealed class BG1006ReducedInMemoryAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG1006",
        title: "Rows are filtered, counted or reduced in memory",
        messageFormat: "'{0}' {1}; {2}",
        category: Categories.Queries,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "What comes behind ToList, AsEnumerable or an IEnumerable runs in memory: the database sends all rows, and most of them are thrown away. The same operator on the query sends only the rows, or the one number, that are wanted, and can use an index.");

    internal const string Kind = nameof(Kind);

    /// <summary>How many of the additional locations tell the story; those behind are for the fix.</summary>
    internal const string Story = nameof(Story);

    /// <summary>All in one expression.</summary>
    internal const string Chain = nameof(Chain);

    /// <summary>The rows have a name; it is given to the query instead.</summary>
    internal const string Variable = nameof(Variable);

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (facts.Types.Has(EfCommands.DbContext))
            context.RegisterOperations(facts, operation => Analyze(operation, facts), OperationKind.Invocation, OperationKind.PropertyReference);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (context.Operation is IInvocationOperation { TargetMethod.Name: "Contains" } call && facts.SentBackKeys.At(call, context.CancellationToken) is { } keys)
            Report(context, keys);
        else if (facts.MemoryReductions.At(context.Operation, context.CancellationToken) is { } found && SeverityOf(found) is { } severity)
            Report(context, found, severity);
    }

    private static void Report(OperationContext context, MemoryReduction found, DiagnosticSeverity severity)
    {
        var story = found.Source.Way.Where(step => step is not ILocalReferenceOperation).Concat(found.Source.Readers).Select(LocationOf).ToList();
        var remedy = RemedyOf(found).ToList();
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            LocationOf(found.Operator),
            severity,
            story.Concat(remedy),
            remedy.Count == 0 ? ImmutableDictionary<string, string?>.Empty : PropertiesOf(found.Source.Way.IsEmpty ? Chain : Variable, story.Count),
            found.Name,
            $"runs in memory, on {RowsOf(found)} that {WayOf(found)} brings",
            AdviceOf(found)));
    }

    private static void Report(OperationContext context, SentBackKeys keys)
    {
        var story = new[] { keys.Reader.NameLocation() };
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            keys.Uses[0].NameLocation(),
            keys.Bound <= QueryBound.Filtered && keys.Uses.Length == 1 ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            story.Append(keys.Reader.Syntax.GetLocation()),
            PropertiesOf(Variable, story.Length),
            keys.Uses[0].TargetMethod.Name,
            $"sends back to the database what '{keys.Reader.TargetMethod.Name}' has brought from {keys.Shape.Chain.NameOfRows}",
            $"let '{keys.Keys.Local.Name}' be a query, and one command does both"));
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(string kind, int story) => ImmutableDictionary<string, string?>.Empty.Add(Kind, kind).Add(Story, story.ToString());

    /// <summary>The reader, and how far each use can go to the database with it.</summary>
    private static IEnumerable<Location> RemedyOf(MemoryReduction found)
    {
        if (!found.IsLocal || found.IsForeign || found.Source.Readers.Length != 1 || found.Ends.IsEmpty || found.Source.Way.Length > 1 || found.Ends.Any(end => end.EnclosingFunction() != found.Reader.EnclosingFunction()))
            return Enumerable.Empty<Location>();
        return new[] { found.Reader }.Concat(found.Ends).Select(operation => operation.Syntax.GetLocation());
    }

    /// <summary>In one member the two lines can be read together. Elsewhere a helper may have its reasons for rows of which there are not many.</summary>
    private static DiagnosticSeverity? SeverityOf(MemoryReduction found)
    {
        var isPlain = SmallEntities.IsPlain(found.Shape);
        if (found.IsLocal && !found.IsForeign)
            return found.Bound <= QueryBound.Partial && found.Others.Length < 3 && !(isPlain && found.Others.Length > 0) ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info;
        // What the caller asks for decides how many rows come.
        if (isPlain || found.Shape.Filters.Any(filter => filter.Step.IsConditional || filter.Rows.IsOptional && !HasCondition(found.Operator)) || found.Bound > QueryBound.Partial || found.Bound == QueryBound.Partial && !GrowsBeyondOwner(found))
            return null;
        return found is { IsForeign: false, Bound: <= QueryBound.Filtered, Others.Length: < 3 } ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info;
    }

    /// <summary>files.Where(f => …): the caller still has something to ask.</summary>
    private static bool HasCondition(IOperation reduction) => reduction is IInvocationOperation call && call.Arguments.Any(argument => argument.Parameter?.Type.TypeKind == TypeKind.Delegate);

    /// <summary>Of one owner there may be few: the roles of a site, the settings of a page.</summary>
    private static bool GrowsBeyondOwner(MemoryReduction found)
    {
        var rows = found.Shape.Filters.Select(filter => filter.Rows).ToList();
        var asked = rows.SelectMany(row => row.Columns).Select(column => column.Name)
            .Concat(rows.SelectMany(row => row.Others).SelectMany(other => other.DescendantsAndSelf()).OfType<IPropertyReferenceOperation>().Where(column => column.Instance is IParameterReferenceOperation).Select(column => column.Property.Name));
        return SmallEntities.Grows(found.Shape.Chain.Entity, asked.Concat(found.Shape.Entity?.Key ?? ImmutableArray<string>.Empty).ToImmutableArray());
    }

    private static Location LocationOf(IOperation operation) => operation is IInvocationOperation call ? call.NameLocation()
        : operation is IPropertyReferenceOperation { Instance: not null } property ? property.Syntax.MemberName().GetLocation()
        : operation.Syntax.GetLocation();

    private static string RowsOf(MemoryReduction found) => $"{(found.Bound == QueryBound.None ? "every row of" : "all rows of")} {found.Shape.Chain.NameOfRows}";

    private static string WayOf(MemoryReduction found)
    {
        var calls = found.Source.Members.Select(NameOf).ToList();
        if (found.IsWidened && calls.Count == 0)
            return $"the sequence of '{ProviderQueries.NameOf(found.Reader)}'";
        if (!found.IsWidened)
            calls.Add(((IInvocationOperation)found.Reader).TargetMethod.Name);
        return $"'{string.Join(" → ", calls)}'";
    }

    private static string NameOf(IOperation member) => member switch
    {
        IInvocationOperation { TargetMethod: { ContainingType: { } type } method } when method.MethodKind != MethodKind.LocalFunction => $"{type.Name}.{method.Name}",
        IInvocationOperation call => call.TargetMethod.Name,
        _ => $"{((IPropertyReferenceOperation)member).Property.ContainingType.Name}.{((IPropertyReferenceOperation)member).Property.Name}",
    };

    private static string AdviceOf(MemoryReduction found)
    {
        var work = found.Step switch
        {
            RowStep.Filter => "filter",
            RowStep.Count => "count",
            RowStep.Exists => "look",
            RowStep.One => "pick the row",
            RowStep.Limit => "cut",
            RowStep.Group => "group",
            _ => "calculate",
        };
        if (found.Source.Members.FirstOrDefault() is { } member)
            return $"let the database {work}, with a query of its own beside '{NameOf(member).Split('.').Last()}'";
        if (found.IsWidened)
            return $"let the database {work}: keep the query an IQueryable";
        return $"let the database {work}, in front of '{((IInvocationOperation)found.Reader).TargetMethod.Name}'";
    }
}
