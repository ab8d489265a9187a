using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Values;

/// <summary>Who hands values to a method: its callers here, or a framework with what came in from outside?</summary>
internal sealed class Entrances(SourceNames names, SymbolUses uses, Callers callers)
{
    private static readonly string[] ConsumerNames = ["IConsumer`1", "IHandleMessages`1", "IHandleMessage`1", "ICapSubscribe", "IMessageHandler`1"];

    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<SyntaxNode>> _calls = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, Optional<OutsideKind>> _entrances = new(SymbolEqualityComparer.Default);
    private ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<SyntaxNode>>? _implicitCreations;

    /// <summary>Null where only code of this compilation decides what the parameter is.</summary>
    public OutsideKind? Of(IParameterSymbol parameter, IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "FromQueryAttribute" or "FromBodyAttribute" or "FromRouteAttribute" or "FromFormAttribute" or "FromHeaderAttribute"))
            return OutsideKind.Request;
        return _entrances.GetOrAdd(method, key => Decide(key, cancellationToken) is { } kind ? new(kind) : default) is { HasValue: true, Value: var entrance } ? entrance : null;
    }

    /// <summary>The calls, creations and method references that name the method, or what it implements or overrides.</summary>
    public ImmutableArray<SyntaxNode> CallsOf(IMethodSymbol method, CancellationToken cancellationToken) => _calls.GetOrAdd(method.OriginalDefinition, key => FindCalls(key, cancellationToken));

    /// <summary>What a lambda is handed to: a parameter of a method here, or the field, property or event that keeps it.</summary>
    public ISymbol? HolderOf(SyntaxNode lambda, CancellationToken cancellationToken)
    {
        var operation = names.ModelOf(lambda.SyntaxTree)?.GetOperation(lambda, cancellationToken);
        if (operation is not (IAnonymousFunctionOperation or IMethodReferenceOperation or IDelegateCreationOperation))
            return null;
        while (operation?.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            operation = operation.Parent;
        return operation?.Parent switch
        {
            IArgumentOperation { Parameter: { } parameter } => parameter.OriginalDefinition,
            IAssignmentOperation { Target: IMemberReferenceOperation target } => target.Member.OriginalDefinition,
            IEventAssignmentOperation { EventReference: IEventReferenceOperation target } => target.Event.OriginalDefinition,
            IFieldInitializerOperation { InitializedFields: { Length: 1 } fields } => fields[0],
            IPropertyInitializerOperation { InitializedProperties: { Length: 1 } properties } => properties[0],
            _ => null,
        };
    }

    private OutsideKind? Decide(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.MethodKind == MethodKind.AnonymousFunction)
            return method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is { } lambda ? OfHandedOver(names.ModelOf(lambda.SyntaxTree)?.GetOperation(lambda, cancellationToken)) : null;
        if (method.MethodKind == MethodKind.LocalFunction || method.MethodKind == MethodKind.Ordinary)
        {
            if (method.Name is "Main" or "<Main>$" && method.IsStatic)
                return OutsideKind.Console;
            if (IsEndpoint(method))
                return OutsideKind.Request;
            if (IsConsumer(method))
                return OutsideKind.Message;
            foreach (var use in method.MethodKind == MethodKind.LocalFunction ? LocalUses(method, cancellationToken) : callers.Of(method, cancellationToken))
            {
                if (use is IMethodReferenceOperation or IDelegateCreationOperation && OfHandedOver(use) is { } kind)
                    return kind;
            }
        }

        return null;
    }

    private IEnumerable<IOperation> LocalUses(IMethodSymbol method, CancellationToken cancellationToken)
    {
        foreach (var name in uses.Of(method, SymbolUses.Any, cancellationToken))
        {
            if (name.Parent is ArgumentSyntax && names.ModelOf(name.SyntaxTree)?.GetOperation(name, cancellationToken) is IMethodReferenceOperation reference)
                yield return reference;
        }
    }

    /// <summary>A function that a library is given: an endpoint, or the handler of what a library raises.</summary>
    private static OutsideKind? OfHandedOver(IOperation? function)
    {
        while (function?.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
            function = function.Parent;
        switch (function?.Parent)
        {
            case IArgumentOperation { Parent: IInvocationOperation call } when call.TargetMethod.Name.StartsWith("Map", StringComparison.Ordinal) && call.Arguments.Any(IsRoutes):
                return OutsideKind.Request;
            case IEventAssignmentOperation { EventReference: IEventReferenceOperation { Event: { DeclaringSyntaxReferences.IsEmpty: true } } }:
                return OutsideKind.Message;
            default:
                return null;
        }

        static bool IsRoutes(IArgumentOperation argument) => argument.Value.Unwrap().Type is { } type && (type.IsOrInherits("Microsoft.AspNetCore.Routing.IEndpointRouteBuilder") || argument.Parameter?.Type.Name == "IEndpointRouteBuilder");
    }

    private static bool IsEndpoint(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (method.DeclaredAccessibility != Accessibility.Public || type is null)
            return IsRemoteProcedure(method);
        if (type.IsOrInherits("Microsoft.AspNetCore.Mvc.ControllerBase") || type.IsOrInherits("System.Web.Http.ApiController") || type.IsOrInherits("System.Web.Mvc.Controller")
            || type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "ApiControllerAttribute" or "ControllerAttribute"))
            return !method.IsStatic && !method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "NonActionAttribute");
        if (type.IsOrInherits("Microsoft.AspNetCore.Mvc.RazorPages.PageModel"))
            return method.Name.StartsWith("On", StringComparison.Ordinal);
        if (method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "WebMethodAttribute" or "OperationContractAttribute" or "FunctionAttribute" or "FunctionNameAttribute" or "LambdaFunctionAttribute"))
            return true;
        return type.IsOrInherits("Microsoft.AspNetCore.SignalR.Hub") && !method.IsOverride || IsRemoteProcedure(method);
    }

    /// <summary>gRPC generates the base class; it says so with an attribute.</summary>
    private static bool IsRemoteProcedure(IMethodSymbol method) =>
        method.OverriddenMethod is { ContainingType: var service } && service.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "BindServiceMethodAttribute");

    private static bool IsConsumer(IMethodSymbol method) => method.ContainingType is { } type
        && (type.AllInterfaces.Any(implemented => ConsumerNames.Contains(implemented.MetadataName) && implemented.DeclaringSyntaxReferences.IsEmpty
                && implemented.GetMembers().Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method)))
            || method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "CapSubscribeAttribute" or "TopicAttribute"));

    private ImmutableArray<SyntaxNode> FindCalls(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.MethodKind == MethodKind.Constructor)
            return Creations(method, cancellationToken);
        if (method.AssociatedSymbol is IPropertySymbol property)
            return Uses(property, cancellationToken);
        if (method.MethodKind is MethodKind.UserDefinedOperator or MethodKind.Conversion)
            return ImmutableArray<SyntaxNode>.Empty;
        return callers.OfDispatched(method, cancellationToken)
            .Select(use => use is IDelegateCreationOperation { Target: { } target } ? target.Syntax : use.Syntax)
            .Concat(LateBoundCalls(method, cancellationToken))
            .Distinct()
            .ToImmutableArray();
    }

    private IEnumerable<SyntaxNode> LateBoundCalls(IMethodSymbol method, CancellationToken cancellationToken)
    {
        foreach (var name in uses.Of(method, SymbolUses.Any, cancellationToken))
        {
            if (name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call && call.Expression.Span.Contains(name.Span)
                && names.ModelOf(name.SyntaxTree) is { } model && LateBinding.Of(call, model, cancellationToken) is not null)
                yield return call;
        }
    }

    /// <summary>Whether the method is named in code that does not bind, so that nothing can be said about its callers.</summary>
    public bool IsNamedInBrokenCode(IMethodSymbol method, CancellationToken cancellationToken) =>
        names.Find(method.Name, cancellationToken).Any(name => names.ModelOf(name.SyntaxTree) is { } model && SymbolUses.Meant(model, name, cancellationToken) is null);

    private ImmutableArray<SyntaxNode> Uses(IPropertySymbol property, CancellationToken cancellationToken)
    {
        if (property.IsIndexer)
            return ImmutableArray<SyntaxNode>.Empty;
        return uses.Of(property, MemberSyntax.Written, cancellationToken)
            .Select(name => (SyntaxNode)name.Whole())
            .ToImmutableArray();
    }

    private ImmutableArray<SyntaxNode> Creations(IMethodSymbol constructor, CancellationToken cancellationToken)
    {
        var creations = uses.CreationsBy(constructor, cancellationToken).ToImmutableArray().ToBuilder();
        foreach (var creation in ImplicitCreations(constructor.ContainingType, cancellationToken).Where(IsCall))
            creations.Add(creation);
        foreach (var declaration in constructor.ContainingType.DeclaringSyntaxReferences.SelectMany(reference => reference.GetSyntax(cancellationToken).ChildNodes()).OfType<ConstructorDeclarationSyntax>())
        {
            if (declaration.Initializer is { } initializer && IsCall(initializer))
                creations.Add(initializer);
        }

        return creations.ToImmutable();

        bool IsCall(SyntaxNode syntax) => SymbolEqualityComparer.Default.Equals(names.ModelOf(syntax.SyntaxTree)?.GetSymbolInfo(syntax, cancellationToken).Symbol?.OriginalDefinition, constructor);
    }

    /// <summary>Creations that do not name what they create: <c>new(…)</c>.</summary>
    private ImmutableArray<SyntaxNode> ImplicitCreations(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        _implicitCreations ??= FindImplicitCreations(cancellationToken);
        return _implicitCreations.TryGetValue(type.OriginalDefinition, out var found) ? found : ImmutableArray<SyntaxNode>.Empty;
    }

    private ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<SyntaxNode>> FindImplicitCreations(CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<SyntaxNode>>(SymbolEqualityComparer.Default);
        foreach (var creation in names.CreationsWithoutType(cancellationToken))
        {
            if (creation.ArgumentList.Arguments.Count > 0 && names.ModelOf(creation.SyntaxTree)?.GetTypeInfo(creation, cancellationToken).Type is INamedTypeSymbol type)
                found.AddOrUpdate(type.OriginalDefinition, _ => ImmutableArray.Create<SyntaxNode>(creation), (_, known) => known.Add(creation));
        }

        return found;
    }
}
