using System.Collections.Concurrent;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Untracked;

/// <summary>Why a context does not know the entities that a query gives.</summary>
internal enum WhyUntracked
{
    /// <summary>It does, or that is not proven.</summary>
    No,

    /// <summary>The query says AsNoTracking.</summary>
    Said,

    /// <summary>The context tracks nothing unless it is told to.</summary>
    Context,

    /// <summary>The entities are made in the query: <c>Select(o => new Order { … })</c>.</summary>
    Made,
}

/// <summary>Does a query provably give entities that no context tracks?</summary>
internal sealed class UntrackedQueries(EntityModel model, SourceNames names, Implementations implementations, SymbolUses uses)
{
    private const string Setting = "QueryTrackingBehavior";

    private static readonly string[] Words = ["AsNoTracking", "AsNoTrackingWithIdentityResolution", Setting];

    private readonly ConcurrentDictionary<ITypeSymbol, bool> _off = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ContextCarrier?> _givers = new(SymbolEqualityComparer.Default);

    /// <summary>Whether anything here speaks of reading without tracking, or the file of queries that make what they give: asked before anything else is.</summary>
    public bool MayBeIn(SyntaxTree tree, CancellationToken cancellationToken)
    {
        foreach (var word in Words)
        {
            if (!names.Find(word, cancellationToken).IsEmpty)
                return true;
        }

        return SourceNames.Mentions(tree, "Select", cancellationToken);
    }

    public WhyUntracked Of(QueryChain chain, CancellationToken cancellationToken)
    {
        if (chain is { Terminal.TargetMethod.Name: "Find" or "FindAsync" } || model.Of(chain.Entity, cancellationToken) is not { IsKeyless: false, IsOwned: false })
            return WhyUntracked.No;
        if (chain.Projection is { } projection)
        {
            var given = projection.TargetMethod.Name == "Select" ? (projection.Arguments.LastOrDefault()?.Value.Unwrap() as IAnonymousFunctionOperation)?.Body.Operations : null;
            if (given is not { Length: 1 } only || (only[0] as IReturnOperation)?.ReturnedValue?.Unwrap() is not { } value || !model.IsEntity(value.Type, cancellationToken))
                return WhyUntracked.No;
            if (value is IObjectCreationOperation)
                return WhyUntracked.Made;
            if (value is not IPropertyReferenceOperation)
                return WhyUntracked.No;
        }

        if (chain.Tracking is not (Tracking.NotTracked or Tracking.NotTrackedButIdentified))
            return WhyUntracked.No;
        if (chain.Always("AsNoTracking") || chain.Always("AsNoTrackingWithIdentityResolution"))
            return WhyUntracked.Said;
        return !chain.Steps.Any(step => QueryOperators.Of(step.Call) == QueryOperator.Tracking) && ContextOf(chain, cancellationToken) is { } context && TracksNothing(context.Type, cancellationToken) ? WhyUntracked.Context : WhyUntracked.No;
    }

    /// <summary>Provably known to the context: nothing says otherwise, here or anywhere.</summary>
    public bool IsTracked(QueryChain chain, CancellationToken cancellationToken) =>
        chain is { Projection: null, Path.IsEmpty: true, Tracking: Tracking.Default or Tracking.Tracked } && model.Of(chain.Entity, cancellationToken) is { IsKeyless: false, IsOwned: false };

    /// <summary>The context behind the root, also when that is a field that a constructor has put a set into.</summary>
    public ContextCarrier? ContextOf(QueryChain chain, CancellationToken cancellationToken)
    {
        if (chain.Context is { } context)
            return ContextCarrier.Of(context);
        if (Remembered.SymbolOf(chain.Root) is not (IFieldSymbol or IPropertySymbol) || Remembered.SymbolOf(chain.Root) is not { DeclaringSyntaxReferences.IsEmpty: false } set)
            return null;
        return _givers.TryGetValue(set, out var known) ? known : _givers.GetOrAdd(set, GiverOf(set, cancellationToken));
    }

    private ContextCarrier? GiverOf(ISymbol set, CancellationToken cancellationToken)
    {
        var given = uses.Of(set, SymbolUses.Assigned, cancellationToken)
            .Select(name => names.ModelOf(name.SyntaxTree)?.GetOperation(name.AssignmentTo()!, cancellationToken))
            .OfType<ISimpleAssignmentOperation>()
            .ToList();
        return given.Count == 1 ? ContextCarrier.Of(EfCommands.ContextOf(given[0].Value)) : null;
    }

    /// <summary>Whether every context of that type is told so where it is made or registered, and none is told otherwise.</summary>
    public bool TracksNothing(ITypeSymbol context, CancellationToken cancellationToken)
    {
        if (model.Settings.Tracking(cancellationToken) is not (Tracking.NotTracked or Tracking.NotTrackedButIdentified))
            return false;
        return _off.TryGetValue(context, out var known) ? known : _off.GetOrAdd(context, AreAllOff(context, cancellationToken));
    }

    private bool AreAllOff(ITypeSymbol context, CancellationToken cancellationToken)
    {
        var all = context is INamedTypeSymbol named ? implementations.DerivedFrom(named, cancellationToken).Append(named).Where(type => type is { TypeKind: TypeKind.Class, IsAbstract: false }).ToList() : [];
        return all.Count > 0 && all.All(type => IsOff(type, cancellationToken));
    }

    private bool IsOff(INamedTypeSymbol context, CancellationToken cancellationToken)
    {
        foreach (var name in names.Find(Setting, cancellationToken).Concat(names.Find("UseQueryTrackingBehavior", cancellationToken)))
        {
            // What may be left out says nothing.
            if (name.Ancestors().TakeWhile(around => around is not MemberDeclarationSyntax).Any(around => around is IfStatementSyntax or ConditionalExpressionSyntax or SwitchStatementSyntax))
                continue;
            if (IsOwnWord(name, context, cancellationToken) || IsOnlyRegistration(name, context, cancellationToken))
                return true;
        }

        return false;
    }

    /// <summary>In its constructor, or in OnConfiguring.</summary>
    private bool IsOwnWord(SyntaxNode name, INamedTypeSymbol context, CancellationToken cancellationToken) =>
        name.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is { Parent: TypeDeclarationSyntax type } member
        && member is ConstructorDeclarationSyntax { Initializer: not { ThisOrBaseKeyword.RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.ThisKeyword } } or MethodDeclarationSyntax { Identifier.ValueText: "OnConfiguring" }
        && (member is MethodDeclarationSyntax || type.Members.OfType<ConstructorDeclarationSyntax>().Count() == 1)
        && names.ModelOf(name.SyntaxTree)?.GetDeclaredSymbol(type, cancellationToken) is { } declared && SymbolEqualityComparer.Default.Equals(declared, context);

    /// <summary><c>services.AddDbContext&lt;Shop>(o => o.UseQueryTrackingBehavior(…))</c>, once.</summary>
    private bool IsOnlyRegistration(SyntaxNode name, INamedTypeSymbol context, CancellationToken cancellationToken)
    {
        var registered = name.Ancestors().OfType<InvocationExpressionSyntax>().Select(NameOf).FirstOrDefault(IsRegistration);
        return registered is not null && IsOf(registered, context, cancellationToken)
            && names.Find(registered.Identifier.ValueText, cancellationToken).OfType<GenericNameSyntax>().Count(other => IsOf(other, context, cancellationToken)) == 1;
    }

    private bool IsOf(GenericNameSyntax registration, INamedTypeSymbol context, CancellationToken cancellationToken) =>
        registration.TypeArgumentList.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(names.ModelOf(registration.SyntaxTree)?.GetTypeInfo(argument, cancellationToken).Type, context));

    private static GenericNameSyntax? NameOf(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name as GenericNameSyntax;

    private static bool IsRegistration(GenericNameSyntax? name) => name?.Identifier.ValueText is "AddDbContext" or "AddDbContextPool" or "AddDbContextFactory" or "AddPooledDbContextFactory";
}
