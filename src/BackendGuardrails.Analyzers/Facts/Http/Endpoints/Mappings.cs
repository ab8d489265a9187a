using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Which calls map a function as an endpoint: <c>app.MapGet("/orders", List)</c> and what teams write around it.</summary>
internal sealed class Mappings(KnownTypes types, SourceNames names)
{
    public const string Routes = "Microsoft.AspNetCore.Routing.IEndpointRouteBuilder";

    private static readonly string[] Words = ["MapGet", "MapPost", "MapPut", "MapPatch", "MapDelete", "MapMethods", "Map", "MapFallback"];

    private static readonly int[] Hashes = [.. Words.Select(WordPlaces.HashOf)];

    private volatile ILookup<IMethodSymbol, InvocationExpressionSyntax>? _ofMethods;

    /// <summary>A question that costs little: can there be a mapping in this file at all?</summary>
    public bool MayBeIn(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (!types.Has(Routes))
            return false;
        var places = WordPlaces.Of(tree, cancellationToken);
        foreach (var word in Hashes)
        {
            if (places.Has(word))
                return true;
        }

        return false;
    }

    /// <summary>The calls that hand this method over by its name. Those of lambdas are found where the lambda is.</summary>
    public ImmutableArray<IInvocationOperation> Of(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (!types.Has(Routes))
            return ImmutableArray<IInvocationOperation>.Empty;
        var mapped = _ofMethods ??= Find(cancellationToken);
        if (!mapped.Contains(method.OriginalDefinition))
            return ImmutableArray<IInvocationOperation>.Empty;
        return mapped[method.OriginalDefinition].Select(call => names.ModelOf(call.SyntaxTree)?.GetOperation(call, cancellationToken)).OfType<IInvocationOperation>().Where(IsMapping).ToImmutableArray();
    }

    /// <summary>Whether a method that is handed over by its name, here or in another file, is declared in this one.</summary>
    public bool HasFunctionsIn(SyntaxTree tree, CancellationToken cancellationToken) =>
        types.Has(Routes) && (_ofMethods ??= Find(cancellationToken)).Any(method => method.Key.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == tree));

    /// <summary>Whether the call maps a function: its name says so, and it is called on routes.</summary>
    public static bool IsMapping(IInvocationOperation call) =>
        Words.Contains(call.TargetMethod.Name) && IsOfRoutes(call) && call.Arguments.Any(argument => argument.Value.Unwrap() is IAnonymousFunctionOperation or IMethodReferenceOperation || argument.Parameter?.Type is { } type && IsFunction(type));

    /// <summary>The function that is handed over.</summary>
    public static IOperation? FunctionOf(IInvocationOperation mapping) => mapping.Arguments
        .Select(argument => argument.Value.Unwrap())
        .LastOrDefault(value => value is IAnonymousFunctionOperation or IMethodReferenceOperation || value.Type is { } type && IsFunction(type));

    public static string? PatternOf(IInvocationOperation mapping) => mapping.Arguments
        .Where(argument => argument.Parameter is { Ordinal: var ordinal, Type.SpecialType: SpecialType.System_String } && (ordinal > 0 || !mapping.TargetMethod.IsExtensionMethod))
        .Select(argument => argument.Value.ConstantValue.Value as string)
        .FirstOrDefault(text => text is not null);

    /// <summary>Empty for all verbs, and for what cannot be said.</summary>
    public static ImmutableArray<string> VerbsOf(IInvocationOperation mapping) => mapping.TargetMethod.Name switch
    {
        "MapGet" => ImmutableArray.Create("GET"),
        "MapPost" => ImmutableArray.Create("POST"),
        "MapPut" => ImmutableArray.Create("PUT"),
        "MapPatch" => ImmutableArray.Create("PATCH"),
        "MapDelete" => ImmutableArray.Create("DELETE"),
        "MapMethods" => mapping.Arguments.SelectMany(argument => Texts(argument.Value.Unwrap())).Select(verb => verb.ToUpperInvariant()).ToImmutableArray(),
        _ => ImmutableArray<string>.Empty,
    };

    private static IEnumerable<string> Texts(IOperation list) => list is IArrayCreationOperation or IObjectCreationOperation { Initializer: not null } || (int)list.Kind == Values.Containers.CollectionExpression
        ? list.DescendantsAndSelf().Select(value => value.ConstantValue.Value as string ?? VerbOf(value)).OfType<string>()
        : Enumerable.Empty<string>();

    /// <summary><c>HttpMethods.Delete</c>, <c>HttpMethod.Delete.Method</c></summary>
    private static string? VerbOf(IOperation value) => value switch
    {
        IFieldReferenceOperation { Field: { ContainingType.Name: "HttpMethods" } verb } => verb.Name,
        IPropertyReferenceOperation { Property.ContainingType.Name: "HttpMethod", Instance: null, Property.Name: var verb } => verb,
        _ => null,
    };

    private static bool IsFunction(ITypeSymbol type) => type.TypeKind == TypeKind.Delegate || type.SpecialType is SpecialType.System_Delegate or SpecialType.System_MulticastDelegate;

    /// <summary>An extension of routes, by its declaration: an application can also be branched by a Map that is none.</summary>
    private static bool IsOfRoutes(IInvocationOperation call) =>
        (call.Instance?.Type ?? (call.TargetMethod.Parameters.IsEmpty ? null : call.TargetMethod.Parameters[0].Type)).IsOrInherits(Routes);

    private ILookup<IMethodSymbol, InvocationExpressionSyntax> Find(CancellationToken cancellationToken)
    {
        var found = new List<(IMethodSymbol Method, InvocationExpressionSyntax Call)>();
        foreach (var name in Words.SelectMany(word => names.Find(word, cancellationToken)))
        {
            if (name.Whole().Parent is not InvocationExpressionSyntax call || names.ModelOf(name.SyntaxTree) is not { } model)
                continue;
            foreach (var argument in call.ArgumentList.Arguments)
            {
                if (argument.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or GenericNameSyntax && MethodNamed(model, argument.Expression, cancellationToken) is { } method)
                    found.Add((method, call));
            }
        }

        return found.ToLookup(pair => pair.Method, pair => pair.Call, SymbolEqualityComparer.Default as IEqualityComparer<IMethodSymbol>);
    }

    private static IMethodSymbol? MethodNamed(SemanticModel model, ExpressionSyntax named, CancellationToken cancellationToken)
    {
        var symbol = model.GetSymbolInfo(named, cancellationToken);
        return (symbol.Symbol ?? symbol.CandidateSymbols.FirstOrDefault()) is IMethodSymbol method ? (method.ReducedFrom ?? method).OriginalDefinition : null;
    }
}
