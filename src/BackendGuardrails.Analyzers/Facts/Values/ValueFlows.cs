using System.Collections.Concurrent;
using BackendGuardrails.Facts.Sql;
using BackendGuardrails.Options;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace BackendGuardrails.Facts.Values;

/// <summary>What each member does with values, looked at once and only when asked; and what the looking itself needs to know.</summary>
internal sealed class ValueFlows(Compilation compilation, SourceNames names, OptionReader options, SqlSinks sinks, MemberConstants constants)
{
    private static readonly string[] CheckingVerbs = ["Validate", "Ensure", "Guard", "Check", "Assert", "Require", "Verify", "Throw", "Must", "Against"];

    private readonly ConcurrentDictionary<SyntaxNode, MemberFlow> _flows = new();
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _bodies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _changeable = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _checking = new(SymbolEqualityComparer.Default);

    /// <summary>How to look beyond a member; set once, because the search looks at members in turn.</summary>
    public ValueSearches? Searches { get; set; }

    public MemberFlow? Around(SyntaxNode code, FlowSession session, CancellationToken cancellationToken) =>
        MemberSyntax.Around(code) is { } root ? OfRoot(root, session, cancellationToken) : null;

    /// <summary>Null for a method without code here, and for one that is being looked at already.</summary>
    public MemberFlow? Of(IMethodSymbol method, FlowSession session, CancellationToken cancellationToken)
    {
        var definition = method.OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        return HasBody(definition) && definition.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is { } syntax ? OfRoot(syntax, session, cancellationToken) : null;
    }

    public bool IsSource(ISymbol symbol)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (compilation.ContainsSyntaxTree(reference.SyntaxTree))
                return true;
        }

        return false;
    }

    public bool HasBody(IMethodSymbol method) => _bodies.GetOrAdd(method.OriginalDefinition, definition =>
        IsSource(definition) && MemberSyntax.HasBody((definition.PartialImplementationPart ?? definition).DeclaringSyntaxReferences[0].GetSyntax()));

    /// <summary>Code of this compilation, or of whatever in it implements or overrides the method.</summary>
    public bool MayRunCode(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return HasBody(definition) || (definition.IsAbstract || definition.PartialImplementationPart is not null) && IsSource(definition);
    }

    /// <summary>Whether a method that is handed such a thing could change what is in it.</summary>
    public bool MayChange(ITypeSymbol? type) => type switch
    {
        null or { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Delegate or TypeKind.Enum } => false,
        { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.TypeParameter or TypeKind.Dynamic or TypeKind.Array } => true,
        _ => _changeable.GetOrAdd(type, key => !SafeTypes.IsSafe(key) && (Containers.IsContainer(key) || IsSource(key.OriginalDefinition) && HoldsText(key, depth: 0))),
    };

    /// <summary>Services hold nothing but other services, and those they never exchange.</summary>
    private bool HoldsText(ITypeSymbol type, int depth)
    {
        if (type.TypeKind == TypeKind.Interface || type.IsAbstract)
            return true;
        for (var current = type; current is { SpecialType: SpecialType.None } && IsSource(current.OriginalDefinition); current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IFieldSymbol { IsStatic: false, IsConst: false } field
                    && !SafeTypes.IsSafe(field.Type)
                    && (!field.IsReadOnly || Containers.IsContainer(field.Type) || depth < 3 && IsSource(field.Type.OriginalDefinition) && field.Type.TypeKind != TypeKind.Interface && HoldsText(field.Type, depth + 1)))
                    return true;
            }
        }

        return false;
    }

    /// <summary>The method of this compilation that a call with a dynamic argument means, if it can only be one.</summary>
    public IMethodSymbol? LateBound(SyntaxNode call, CancellationToken cancellationToken) =>
        names.ModelOf(call.SyntaxTree) is { } model && LateBinding.Of(call, model, cancellationToken) is { } method && MayRunCode(method) ? method : null;

    public IOperation? Watched(IOperation operation) => sinks.Of(operation)?.Text;

    public Origin? OutsideSource(ISymbol member, IOperation operation)
    {
        var kind = OutsideSources.Of(member);
        if (kind is null && options.Read(GuardrailOptions.SqlSources, operation.Syntax.SyntaxTree).ContainsMember(member))
            kind = OutsideKind.Configured;
        return kind is { } found ? new(OriginKind.Outside, operation.Syntax, (int)found, NameOf(member, operation.Syntax)) : null;
    }

    public bool IsSanitizer(IMethodSymbol method, IOperation operation) => options.Read(GuardrailOptions.SqlSanitizers, operation.Syntax.SyntaxTree).ContainsMember(method);

    public Value? ConstantOf(ISymbol member, CancellationToken cancellationToken) => constants.Of(member, cancellationToken) is { HasValue: true, Value: var constant } ? Value.Constant(constant) : null;

    public string? PatternOf(ISymbol member, CancellationToken cancellationToken) => constants.PatternOf(member, cancellationToken);

    public string? PatternOf(SyntaxNode creation, CancellationToken cancellationToken) => constants.PatternOf(creation, cancellationToken);

    /// <summary>Only a method that may throw can prove something by returning at all.</summary>
    public bool MayProve(IMethodSymbol method) => _checking.GetOrAdd((method.ReducedFrom ?? method).OriginalDefinition, definition =>
        HasBody(definition)
        && definition.Parameters.Any(parameter => !SafeTypes.IsSafe(parameter.Type))
        && (CheckingVerbs.Any(verb => definition.Name.StartsWith(verb, StringComparison.Ordinal))
            || definition.DeclaringSyntaxReferences[0].GetSyntax().DescendantNodes().Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax)));

    public Proof ProvenAfter(CallSite site, FlowSession session, CancellationToken cancellationToken) =>
        Of(site.Target, session, cancellationToken) is { Exit.Proven: var proven } ? proven : Proof.Nothing;

    /// <summary>What a check written here answers: a constant, or what is proven with either answer; null where several could be meant.</summary>
    public Value? TruthOf(CallSite site, FlowSession session, CancellationToken cancellationToken)
    {
        Value? answer = null;
        foreach (var target in Searches!.Targets.Of(site, cancellationToken))
        {
            if (Of(target, session, cancellationToken) is not { } flow)
                return null;
            answer = answer?.Or(flow.Returned) ?? flow.Returned;
            if (!SymbolEqualityComparer.Default.Equals(target, site.Target))
                answer = AsParametersOf(answer, target, site.Target);
        }

        return answer;
    }

    /// <summary>Not worth a long search: a list that comes from a request does so in a few steps.</summary>
    private const int StepsToARequest = 60;

    public bool IsFromRequest(Origin origin, Heap heap, FlowSession session, CancellationToken cancellationToken) =>
        Searches!.Find(Value.From(origin), heap, session, cancellationToken, StepsToARequest) is { Kind: FindingKind.Outside, Outside: OutsideKind.Request or OutsideKind.Message or OutsideKind.Console or OutsideKind.Network };

    public bool IsEndpointMapping(IMethodSymbol method) =>
        method.Name.StartsWith("Map", StringComparison.Ordinal) && (method.ReducedFrom ?? method).Parameters is { Length: > 0 } parameters && parameters[0].Type.Name is "IEndpointRouteBuilder" or "RouteGroupBuilder";

    private static Value AsParametersOf(Value answer, IMethodSymbol implementation, IMethodSymbol called)
    {
        return answer.WithProof(Renamed(answer.WhenTrue), Renamed(answer.WhenFalse));

        Proof Renamed(Proof proof) => proof.Or(implementation.Parameters
            .Where(parameter => !ReferenceEquals(proof, Proof.Everything) && (proof.Holds(parameter) || proof.Holds(new Origin(OriginKind.Parameter, parameter))))
            .Select(parameter => (object)called.Parameters[parameter.Ordinal])
            .ToList());
    }

    private static string NameOf(ISymbol member, SyntaxNode read) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => member.ContainingType.Name,
        IPropertySymbol { IsIndexer: true } => Written(read) ?? $"{member.ContainingType.Name}[…]",
        _ => $"{member.ContainingType.Name}.{member.Name}",
    };

    /// <summary>As the code says, where that is short: <c>Request.Query["x"]</c>.</summary>
    private static string? Written(SyntaxNode read)
    {
        const int longest = 60;
        while (read is ElementBindingExpressionSyntax || read.Parent is ConditionalAccessExpressionSyntax conditional && conditional.WhenNotNull == read)
            read = read.Parent!;
        return read.Span.Length <= longest && read.ToString().TrimStart('.') is var text && text.IndexOf('\n') < 0 ? text : null;
    }

    private MemberFlow? OfRoot(SyntaxNode root, FlowSession session, CancellationToken cancellationToken)
    {
        if (_flows.TryGetValue(root, out var known))
            return known;
        if (session.Provisional(root) is { } provisional)
            return provisional;
        var refused = session.Refused;
        if (!session.Enter(root))
            return null;
        MemberFlow? flow;
        try
        {
            flow = Look(root, session, cancellationToken);
        }
        finally
        {
            session.Leave(root);
        }

        if (flow is null || session.IsOutermost || session.Refused == refused)
            return flow is null ? null : _flows.GetOrAdd(root, flow);
        session.Keep(root, flow);
        return flow;
    }

    private MemberFlow? Look(SyntaxNode root, FlowSession session, CancellationToken cancellationToken)
    {
        if (names.ModelOf(root.SyntaxTree) is not { } model || GraphOf(root, model, cancellationToken) is not { } graph)
            return null;
        var owner = MemberSyntax.OwnerOf(root, model, cancellationToken);
        return FlowRun.Of(root, owner as IMethodSymbol, owner is IFieldSymbol or IPropertySymbol ? owner : null, graph, this, session, cancellationToken);
    }

    private static ControlFlowGraph? GraphOf(SyntaxNode root, SemanticModel model, CancellationToken cancellationToken)
    {
#pragma warning disable RS0030 // Rules get their graph from the context; this looks at members that no action is running for.
        return model.GetOperation(root, cancellationToken) switch
        {
            IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellationToken),
            IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancellationToken),
            IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellationToken),
            IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellationToken),
            IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, cancellationToken),
            _ => null,
        };
#pragma warning restore RS0030
    }
}
