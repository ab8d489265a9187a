using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http;

/// <summary>What configures the resilience handler that a call adds?</summary>
internal static class ResilienceHandlers
{
    public const string Extensions = "Microsoft.Extensions.DependencyInjection.ResilienceHttpClientBuilderExtensions";

    private static readonly string[] OptionTypes = ["HttpStandardResilienceOptions", "HttpStandardHedgingResilienceOptions"];

    /// <summary>
    /// The delegates that configure its options: the call's own, and those of <c>Configure</c> on what it returns, in the same chain or through a local.
    /// A null stands for one that cannot be read.
    /// </summary>
    public static ImmutableArray<IOperation?> Configurations(IInvocationOperation handler, SourceNames names, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<IOperation?>();
        Collect(handler);
        foreach (var call in handler.MemberBody().DescendantsAndSelf().OfType<IInvocationOperation>())
        {
            if (call.TargetMethod.Name == "Configure" && Root(call) is { } root && (root == handler || Origins.Of(root, names, cancellationToken).Syntax == handler.Syntax))
                Collect(call);
        }

        return found.ToImmutable();

        void Collect(IInvocationOperation call)
        {
            foreach (var argument in call.Arguments.Where(argument => argument.Parameter?.Type is INamedTypeSymbol { TypeKind: TypeKind.Delegate }))
                found.Add(Bodies.OfDelegate(argument.Value, names, cancellationToken));
        }
    }

    /// <summary>Whether the options are restricted for all clients or by name: <c>services.Configure&lt;HttpStandardResilienceOptions&gt;(…)</c>, a configuring class.</summary>
    public static bool AreRestrictedElsewhere(SourceNames names, CancellationToken cancellationToken) => OptionTypes
        .SelectMany(type => names.Find(type, cancellationToken))
        .Where(name => name.Parent is TypeArgumentListSyntax or ParameterSyntax)
        .Select(name => name.Parent is TypeArgumentListSyntax { Parent: GenericNameSyntax { Parent: not BaseTypeSyntax } }
            ? (SyntaxNode?)name.FirstAncestorOrSelf<StatementSyntax>() ?? name.FirstAncestorOrSelf<MemberDeclarationSyntax>()
            : name.FirstAncestorOrSelf<TypeDeclarationSyntax>())
        .Any(scope => scope?.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.Identifier.ValueText is "DisableForUnsafeHttpMethods" or "DisableFor" or "ShouldHandle") ?? false);

    /// <summary>The start of a fluent chain after the handler: the handler itself, or the local its builder is kept in.</summary>
    private static IOperation? Root(IInvocationOperation call)
    {
        var root = call.Receiver()?.Unwrap();
        while (root is IInvocationOperation inner && !inner.TargetMethod.IsMemberOf(Extensions))
            root = inner.Receiver()?.Unwrap();
        return root;
    }
}
