using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries;
using BackendGuardrails.Facts.Data.Queries.Untracked;

namespace BackendGuardrails.Integrity;

/// <inheritdoc />
[DiagnosticAnalyzer(LanguageNames.CSharp)]
[Guardrail(
    Personas.DataCustodian,
    "The code says it is saved, the log says it is saved, and the row says nothing happened. Ensure that no change is ever lost without a word.",
    Essential = true)]
public sealed class BG2114UntrackedSaveAnalyzer() : GuardrailAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Declare(
        id: "BG2114",
        title: "Untracked entity is changed and saved",
        messageFormat: "{0}, so {1}; {2}",
        category: Categories.Integrity,
        defaultSeverity: DiagnosticSeverity.Warning,
        description: "A context writes what it tracks. What a query without tracking gives is a copy that nobody looks at when it is saved: the change is lost, and no exception says so. When the context tracks another copy with the same "
            + "key, Update and Remove throw instead.");

    /// <summary>What tells the context of the entity, as code.</summary>
    internal const string Update = nameof(Update);

    /// <summary>There where that must come before the statement; else it comes behind it.</summary>
    internal const string IsBefore = nameof(IsBefore);

    /// <summary>How the query becomes one that tracks: a call is taken out, put behind the set, or replaced where the context tracks nothing by itself.</summary>
    internal const string Remedy = nameof(Remedy);

    internal const string TakeOut = nameof(TakeOut);

    internal const string PutBehind = nameof(PutBehind);

    internal const string Replace = nameof(Replace);

    private protected override void Register(CompilationStartAnalysisContext context, CompilationFacts facts)
    {
        if (!facts.Types.Has(EfCommands.DbContext))
            return;
        context.RegisterOperations(
            facts,
            facts.UntrackedQueries.MayBeIn,
            operation => Analyze(operation, facts),
            OperationKind.SimpleAssignment,
            OperationKind.CompoundAssignment,
            OperationKind.CoalesceAssignment,
            OperationKind.Increment,
            OperationKind.Decrement,
            OperationKind.Invocation);
    }

    private static void Analyze(OperationContext context, CompilationFacts facts)
    {
        if (facts.LostChanges.At(context.Operation, context.CancellationToken) is { } lost)
            Report(context, facts, lost);
        else if (context.Operation is IInvocationOperation call && facts.TwiceTracked.At(call, context.CancellationToken) is { } twice)
            Report(context, facts, twice);
    }

    private static void Report(OperationContext context, CompilationFacts facts, LostChange lost)
    {
        var properties = RemedyOf(lost.Origin, lost.Why, facts, context.CancellationToken);
        if (lost is { Update: { } update, Statement: not null })
            properties = properties.Add(Update, update);
        if (lost.IsBefore)
            properties = properties.Add(IsBefore, "");
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            lost.Change.Location,
            lost.IsDoubtful ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
            new[] { PlaceOf(lost.Chain, lost.Origin), (lost.Statement ?? lost.Save.Call.Syntax).GetLocation(), lost.Save.Call.NameLocation() },
            properties,
            $"'{lost.Entity.Name}' {WhyOf(lost.Why)}",
            $"'{lost.Save.Name}' {(lost.IsDoubtful ? "may not write" : "does not write")} this change",
            lost.Why == WhyUntracked.Made ? "load the entity itself and change that" : "read it with tracking, or call Update before it is saved"));
    }

    private static void Report(OperationContext context, CompilationFacts facts, TwiceTracked twice)
    {
        var origin = LostChange.OriginOf(twice.Chain, twice.Why);
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor,
            twice.Call.NameLocation(),
            DiagnosticSeverity.Warning,
            new[] { PlaceOf(twice.Chain, origin), twice.Call.Syntax.GetLocation(), twice.Call.NameLocation() },
            RemedyOf(origin, twice.Why, facts, context.CancellationToken),
            $"'{twice.Copy.Name}' {WhyOf(twice.Why)}, while the context tracks '{twice.Known.Name}' with the same key",
            $"'{twice.Call.TargetMethod.Name}' throws",
            "read it with tracking, which gives the same object"));
    }

    private static Location PlaceOf(QueryChain chain, SyntaxNode? origin) => (origin ?? chain.Root.Syntax).GetLocation();

    private static ImmutableDictionary<string, string?> RemedyOf(SyntaxNode? origin, WhyUntracked why, CompilationFacts facts, CancellationToken cancellationToken)
    {
        if (origin is null)
            return ImmutableDictionary<string, string?>.Empty;
        var said = facts.EntityModel.Settings.Tracking(cancellationToken) == Tracking.Default ? TakeOut : Replace;
        return ImmutableDictionary<string, string?>.Empty.Add(Remedy, why == WhyUntracked.Said ? said : PutBehind);
    }

    private static string WhyOf(WhyUntracked why) => why switch
    {
        WhyUntracked.Made => "is made in the query and not tracked",
        WhyUntracked.Context => "comes from a context that tracks nothing",
        _ => "was read without tracking",
    };
}
