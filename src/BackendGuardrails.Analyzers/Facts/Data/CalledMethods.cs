using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Loops;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data;

/// <summary>Which code of this compilation runs when this operation runs: methods, accessors, constructors, what is behind delegates, events and mediators?</summary>
internal sealed class CalledMethods(SourceNames names, Implementations implementations, HeldFunctions held, ElementFunctions functions)
{
    /// <summary>Operations that wait at a time while a body is gone through.</summary>
    private const int UsualDepth = 64;

    public IEnumerable<IMethodSymbol> By(IOperation operation, CancellationToken cancellationToken) => operation.Kind switch
    {
        // Most operations are of other kinds, which a number tells sooner than a type.
        OperationKind.Invocation or OperationKind.ObjectCreation or OperationKind.MethodReference or OperationKind.PropertyReference or OperationKind.LocalReference
            or OperationKind.FieldReference or OperationKind.ParameterReference => CalledBy(operation, cancellationToken),
        _ => Enumerable.Empty<IMethodSymbol>(),
    };

    private IEnumerable<IMethodSymbol> CalledBy(IOperation operation, CancellationToken cancellationToken) => operation switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } function } => held.In(function, cancellationToken),
        IInvocationOperation call when HandlersOf(call, cancellationToken) is { IsEmpty: false } handlers => handlers,
        IInvocationOperation call => TargetsOf(call.TargetMethod, call.Instance is IInstanceReferenceOperation { Syntax: BaseExpressionSyntax }, cancellationToken),
        IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "Lazy" }, Instance: { } lazy } => held.In(lazy, cancellationToken),
        IPropertyReferenceOperation { Property.GetMethod: { } getter } property when property.Parent is not ISimpleAssignmentOperation { Target: var target } || target != property => TargetsOf(getter, false, cancellationToken),
        IObjectCreationOperation { Constructor: { } constructor } => TargetsOf(constructor, false, cancellationToken),
        ILocalReferenceOperation or IFieldReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation when operation.Type?.TypeKind == TypeKind.Delegate => functions.RunsOf(operation, cancellationToken).IsHere ? held.In(operation, cancellationToken) : Enumerable.Empty<IMethodSymbol>(),
        IMethodReferenceOperation reference when functions.RunsOf(reference, cancellationToken).IsHere => TargetsOf(reference.Method, false, cancellationToken),
        _ => Enumerable.Empty<IMethodSymbol>(),
    };

    /// <summary>What runs when the method is called, without what it only prepares, throws with, or remembers from the first time.</summary>
    public IEnumerable<IOperation> RunBy(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (BodyOf(method, cancellationToken) is not { } body)
            yield break;
        var open = new List<IOperation>(UsualDepth) { body };
        while (open.Count > 0)
        {
            var current = open[open.Count - 1];
            open.RemoveAt(open.Count - 1);
            if (current.Kind is OperationKind.LocalFunction or OperationKind.Throw or OperationKind.NameOf or OperationKind.CatchClause
                || current is { Kind: OperationKind.AnonymousFunction } and IAnonymousFunctionOperation lambda && !functions.RunsOf(lambda, cancellationToken).IsHere)
                continue;
            yield return current;
            var first = open.Count;
            Remembered.AddRunAgain(current, open);
            open.Reverse(first, open.Count - first);
        }
    }

    private IOperation? BodyOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        // What a property of its own accord does need not be asked for: there are many of them.
        if (definition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not { } syntax || syntax is AccessorDeclarationSyntax { Body: null, ExpressionBody: null } || names.ModelOf(syntax.SyntaxTree) is not { } model)
            return null;
        return model.GetOperation(syntax is PropertyDeclarationSyntax or IndexerDeclarationSyntax ? ArrowOf(syntax) ?? syntax : syntax, cancellationToken) switch
        {
            IAnonymousFunctionOperation lambda => lambda.Body,
            ILocalFunctionOperation local => local.Body,
            var body => body,
        };
    }

    private static SyntaxNode? ArrowOf(SyntaxNode property) => property switch
    {
        PropertyDeclarationSyntax { ExpressionBody: { } arrow } => arrow,
        IndexerDeclarationSyntax { ExpressionBody: { } arrow } => arrow,
        _ => null,
    };

    private IEnumerable<IMethodSymbol> TargetsOf(IMethodSymbol method, bool isBaseCall, CancellationToken cancellationToken)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        // Most calls are of libraries.
        return definition.DeclaringSyntaxReferences.IsEmpty && definition.ContainingType?.DeclaringSyntaxReferences.IsEmpty != false ? Enumerable.Empty<IMethodSymbol>() : TargetsHere(definition, method.ContainingType, isBaseCall, cancellationToken);
    }

    private IEnumerable<IMethodSymbol> TargetsHere(IMethodSymbol definition, INamedTypeSymbol? called, bool isBaseCall, CancellationToken cancellationToken)
    {
        if (!definition.IsAbstract && !definition.DeclaringSyntaxReferences.IsEmpty)
            yield return definition;
        if (isBaseCall || !Implementations.IsDispatched(definition) || definition.ContainingType.DeclaringSyntaxReferences.IsEmpty)
            yield break;
        foreach (var implementation in implementations.Of(definition, cancellationToken))
        {
            if (called is null || ClosedTypes.MayBe(implementation.ContainingType, called))
                yield return implementation;
        }
    }

    /// <summary>mediator.Send(new GetPrice(id)): whoever handles that type of request.</summary>
    private ImmutableArray<IMethodSymbol> HandlersOf(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (call.TargetMethod.Name is not ("Send" or "SendAsync" or "Publish" or "PublishAsync" or "InvokeAsync" or "Query" or "QueryAsync")
            || call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value.Unwrap().Type is not INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false, TypeKind: not TypeKind.Interface } request)
            return ImmutableArray<IMethodSymbol>.Empty;
        var handlers = ImmutableArray.CreateBuilder<IMethodSymbol>();
        foreach (var name in names.Find(request.Name, cancellationToken))
        {
            if (name.FirstAncestorOrSelf<BaseListSyntax>()?.Parent is not TypeDeclarationSyntax declaration || names.ModelOf(name.SyntaxTree)?.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol handler)
                continue;
            handlers.AddRange(handler.GetMembers().OfType<IMethodSymbol>()
                .Where(method => method.Name is "Handle" or "HandleAsync" or "Consume" && method.Parameters.Length > 0 && SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, request)));
        }

        return handlers.ToImmutable();
    }
}
