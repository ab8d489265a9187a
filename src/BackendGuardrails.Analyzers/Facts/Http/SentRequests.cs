using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http;

/// <summary>Does this type only read with its <c>HttpClient</c>: GET, HEAD and OPTIONS, nothing that changes anything?</summary>
internal sealed class SentRequests(SourceNames names)
{
    public const string Request = "System.Net.Http.HttpRequestMessage";

    private const string Client = "System.Net.Http.HttpMessageInvoker";
    private const string Method = "System.Net.Http.HttpMethod";

    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    /// <summary>True only when every use of a client in the type is seen to read.</summary>
    public bool OnlyReads(INamedTypeSymbol type, CancellationToken cancellationToken) =>
        _known.TryGetValue(type, out var known) ? known : _known.GetOrAdd(type, type.TypeKind == TypeKind.Interface ? DeclaresOnlyReads(type) : SendsOnlyReads(type, cancellationToken));

    /// <summary>Whether the type speaks of idempotency, such as by a header that lets the other side recognize a repetition.</summary>
    public static bool IsIdempotent(INamedTypeSymbol type, CancellationToken cancellationToken) => type.DeclaringSyntaxReferences
        .SelectMany(reference => reference.GetSyntax(cancellationToken).DescendantTokens())
        .Any(token => token.ValueText.IndexOf("idempot", StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether the type makes calls that the compiler cannot resolve: they may be what it sends.</summary>
    public bool AreUnresolved(INamedTypeSymbol type, CancellationToken cancellationToken) => type.DeclaringSyntaxReferences
        .SelectMany(reference => reference.GetSyntax(cancellationToken).DescendantNodes())
        .Where(node => node is InvocationExpressionSyntax or AttributeSyntax)
        .Any(node => names.ModelOf(node.SyntaxTree) is { } model && model.GetSymbolInfo(node, cancellationToken) is { Symbol: null, CandidateReason: not CandidateReason.LateBound } && node is not InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } });

    /// <summary>An interface whose implementation Refit generates from attributes.</summary>
    private static bool DeclaresOnlyReads(INamedTypeSymbol api)
    {
        var verbs = api.AllInterfaces.Add(api).SelectMany(one => one.GetMembers()).OfType<IMethodSymbol>().SelectMany(method => method.GetAttributes())
            .Where(attribute => attribute.AttributeClass.IsOrInherits("Refit.HttpMethodAttribute"))
            .ToList();
        return verbs.Count > 0 && verbs.All(verb => verb.AttributeClass!.Name is "GetAttribute" or "HeadAttribute" or "OptionsAttribute");
    }

    private bool SendsOnlyReads(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        var reads = 0;
        foreach (var operation in OperationsOf(type, cancellationToken))
        {
            switch (operation)
            {
                case IInvocationOperation call when call.Receiver()?.Unwrap().Type.IsOrInherits(Client) ?? false:
                    if (!Reads(call, cancellationToken))
                        return false;
                    reads += IsNeutral(call) ? 0 : 1;
                    break;
                case IArgumentOperation { Parent: not IInvocationOperation { TargetMethod.IsExtensionMethod: true } } argument when argument.Value.Unwrap().Type.IsOrInherits(Client):
                case IReturnOperation { ReturnedValue: { } returned } when returned.Unwrap().Type.IsOrInherits(Client):
                    return false;
            }
        }

        return reads > 0 && type.BaseType is { SpecialType: SpecialType.System_Object } && !type.GetMembers().Any(Exposes);
    }

    /// <summary>Others may send with a client that a member hands out.</summary>
    private static bool Exposes(ISymbol member) => member.DeclaredAccessibility != Accessibility.Private && member switch
    {
        IFieldSymbol field => field.Type.IsOrInherits(Client),
        IPropertySymbol property => property.Type.IsOrInherits(Client),
        _ => false,
    };

    private IEnumerable<IOperation> OperationsOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var declaration in type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)))
        {
            if (names.ModelOf(declaration.SyntaxTree) is not { } model)
                continue;
            foreach (var node in declaration.DescendantNodes().Where(node => node is ExpressionSyntax or ArgumentSyntax or StatementSyntax or ArrowExpressionClauseSyntax))
            {
                var operation = model.GetOperation(node, cancellationToken);
                if (operation is IInvocationOperation or IArgumentOperation or IReturnOperation)
                    yield return operation;
                else if (operation is IBlockOperation { IsImplicit: false } block && node is ArrowExpressionClauseSyntax)
                    yield return block.Operations[0];
            }
        }
    }

    private bool Reads(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var name = call.TargetMethod.Name;
        if (IsNeutral(call) || name.StartsWith("Get", StringComparison.Ordinal))
            return true;
        return name is "Send" or "SendAsync" && call.Argument("request") is { } request
            && Origins.Of(request, names, cancellationToken) is IObjectCreationOperation creation
            && creation.Type.Is(Request)
            && IsSafe(creation);
    }

    private static bool IsNeutral(IInvocationOperation call) => call.TargetMethod.Name is "Dispose" or "CancelPendingRequests" or "ToString";

    /// <summary>Without a method it is GET.</summary>
    private static bool IsSafe(IObjectCreationOperation request)
    {
        var method = request.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.Is(Method) ?? false)?.Value;
        if (method is not null && !IsSafe(method))
            return false;
        return request.MemberBody().DescendantsAndSelf().OfType<ISimpleAssignmentOperation>()
            .Where(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "Method" } property && property.Property.IsMemberOf(Request))
            .All(assignment => IsSafe(assignment.Value));
    }

    private static bool IsSafe(IOperation method) => method.Unwrap() is IPropertyReferenceOperation { Property.Name: "Get" or "Head" or "Options" or "Trace" };
}
