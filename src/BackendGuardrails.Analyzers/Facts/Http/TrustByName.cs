using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Hosting;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http;

/// <summary>
/// Is trust without a check what others ask for by name: <c>SkipCertificateValidation()</c>, or the client "ignore-ssl"? Then the place that asks
/// decides. Where it can be seen and nothing holds it back, the name is no excuse.
/// </summary>
internal sealed class TrustByName(Callers callers, SourceNames names, Guards guards)
{
    private static readonly ImmutableHashSet<string> Warnings = ImmutableHashSet.Create(
        StringComparer.Ordinal, "untrusted", "insecure", "insecurely", "unsafe", "dangerous", "dangerously", "unchecked", "unverified");

    private static readonly ImmutableHashSet<string> Waivers = ImmutableHashSet.Create(
        StringComparer.Ordinal, "skip", "ignore", "ignores", "ignoring", "bypass", "disable", "accept", "accepts", "accepting", "allow", "trust", "trusting", "without", "no", "invalid", "self");

    private static readonly ImmutableHashSet<string> Checks = ImmutableHashSet.Create(
        StringComparer.Ordinal, "certificate", "certificates", "cert", "certs", "ssl", "tls", "validation", "verification", "signed");

    public bool IsAskedFor(IOperation accepting, CancellationToken cancellationToken) =>
        IsForClientNamedSo(accepting)
        || accepting.EnclosingMember(cancellationToken) is { } member && IsNamedSo(member) && !Uses(member, cancellationToken).Any(use => IsFree(use, cancellationToken));

    /// <summary><c>services.AddHttpClient("ignore-ssl").ConfigurePrimaryHttpMessageHandler(() => …)</c></summary>
    private static bool IsForClientNamedSo(IOperation accepting) => accepting.Ancestors().Prepend(accepting).OfType<IInvocationOperation>().Any(call =>
    {
        for (IOperation? link = call; link?.Unwrap() is IInvocationOperation made; link = made.Receiver())
        {
            if (made.TargetMethod.Name == "AddHttpClient" && made.Arguments.Any(argument => IsNameOfTrust(argument.Value.Unwrap())))
                return true;
        }

        return false;
    });

    private static bool IsNameOfTrust(IOperation value) =>
        value.ConstantValue is { HasValue: true, Value: string text } && SaysSo(text) || value is IFieldReferenceOperation { Field: var field } && SaysSo(field.Name);

    /// <summary>Every request runs into it: not held back by a setting, and not asked for by something that is named after it as well.</summary>
    private bool IsFree(IOperation use, CancellationToken cancellationToken) =>
        guards.Of(use, cancellationToken) == Guard.None && !(use.EnclosingMember(cancellationToken) is { } asking && IsNamedSo(asking)) && !IsForClientNamedSo(use);

    private IEnumerable<IOperation> Uses(ISymbol member, CancellationToken cancellationToken) =>
        (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method ? callers.Of(method, cancellationToken) : ImmutableArray<IOperation>.Empty)
            .Concat(member.ContainingType is { IsStatic: false } type && SaysSo(type.Name) ? Creations(type, cancellationToken) : Enumerable.Empty<IOperation>());

    /// <summary><c>new UntrustedHandler()</c>, or the type handed to a container.</summary>
    private IEnumerable<IOperation> Creations(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var name in names.Find(type.Name, cancellationToken))
        {
            var made = name.Parent is TypeArgumentListSyntax ? name.FirstAncestorOrSelf<InvocationExpressionSyntax>() : (SyntaxNode?)(name.Whole().Parent as ObjectCreationExpressionSyntax);
            if (made is not null && names.ModelOf(name.SyntaxTree) is { } model
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol?.OriginalDefinition, type.OriginalDefinition)
                && model.GetOperation(made, cancellationToken) is { } operation)
                yield return operation;
        }
    }

    private static bool IsNamedSo(ISymbol member) => SaysSo(member.Name) || member.ContainingType is { } type && SaysSo(type.Name);

    private static bool SaysSo(string name)
    {
        var words = NameWords.Of(name);
        return words.Any(Warnings.Contains) || words.Any(Waivers.Contains) && words.Any(Checks.Contains);
    }
}
