using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http;

/// <summary>Which client does this <c>IHttpClientBuilder</c> configure, and who sends with it?</summary>
internal sealed class HttpClientRegistrations(SourceNames names)
{
    private const int Hops = 30;

    /// <summary>The call that registers the client: <c>AddHttpClient</c>, <c>AddRefitClient</c> or <c>ConfigureHttpClientDefaults</c>; null where it is out of sight.</summary>
    public IInvocationOperation? Of(IOperation builder, CancellationToken cancellationToken)
    {
        IOperation? current = builder;
        for (var hop = 0; hop < Hops && current is not null; hop++)
        {
            current = Origins.Of(current, names, cancellationToken) switch
            {
                IInvocationOperation call when IsRegistration(call) => call,
                IInvocationOperation call => call.Receiver(),
                IParameterReferenceOperation parameter => parameter.Ancestors().OfType<IInvocationOperation>().FirstOrDefault(call => IsDefaults(call) || IsRegistration(call)),
                _ => null,
            };
            if (current is IInvocationOperation registration && IsRegistration(registration))
                return registration;
        }

        return null;
    }

    public static bool IsDefaults(IInvocationOperation registration) => registration.TargetMethod.Name == "ConfigureHttpClientDefaults";

    /// <summary>What a reader calls the client: its type or its name.</summary>
    public static string? NameOf(IInvocationOperation? registration) =>
        registration?.TargetMethod.TypeArguments.LastOrDefault()?.Name ?? (registration?.Argument("name")?.ConstantValue is { HasValue: true, Value: string name } ? name : null);

    /// <summary>The types of this compilation that send with the client; empty where they cannot be told.</summary>
    public ImmutableArray<INamedTypeSymbol> Senders(IInvocationOperation registration, CancellationToken cancellationToken)
    {
        if (registration.TargetMethod.TypeArguments.LastOrDefault() is INamedTypeSymbol typed)
            return typed.DeclaringSyntaxReferences.IsEmpty ? ImmutableArray<INamedTypeSymbol>.Empty : ImmutableArray.Create(typed);
        if (registration.Argument("name")?.ConstantValue is not { HasValue: true, Value: string name })
            return ImmutableArray<INamedTypeSymbol>.Empty;
        var senders = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        foreach (var created in names.Find("CreateClient", cancellationToken))
        {
            if (created.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { ArgumentList.Arguments: { Count: > 0 } arguments } call || names.ModelOf(call.SyntaxTree) is not { } model)
                continue;
            if (model.GetConstantValue(arguments[arguments.Count - 1].Expression, cancellationToken) is { HasValue: true, Value: string wanted } && wanted == name
                && model.GetEnclosingSymbol(call.SpanStart, cancellationToken)?.ContainingType is { } sender)
                senders.Add(sender);
        }

        return senders.ToImmutable();
    }

    private static bool IsRegistration(IInvocationOperation call) =>
        call.TargetMethod.Name is "AddHttpClient" or "AddRefitClient" || IsDefaults(call);
}
