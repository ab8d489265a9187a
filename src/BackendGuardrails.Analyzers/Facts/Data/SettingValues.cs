using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Facts.Data;

/// <summary>Was this written by whoever set the program up: a list in the options, a text out of the configuration that is cut at its commas?</summary>
internal static class SettingValues
{
    private static readonly string[] Types =
    [
        "Microsoft.Extensions.Configuration.IConfiguration", "Microsoft.Extensions.Options.IOptions`1", "Microsoft.Extensions.Options.IOptionsSnapshot`1", "Microsoft.Extensions.Options.IOptionsMonitor`1",
    ];

    /// <summary>options.Widths, importSettings.Sources. What a request brings along is not a setting, whatever its type is called.</summary>
    public static bool IsOf(IMemberReferenceOperation member)
    {
        for (var owner = member.Instance?.Unwrap(); owner is not null; owner = (owner as IMemberReferenceOperation)?.Instance?.Unwrap())
        {
            if (IsHolder(owner.Type))
                return !IsOfRequest(owner);
        }

        return false;
    }

    /// <summary>config["Hosts"], options.Aliases, site.GetSettings().GetValue("Roles")</summary>
    public static bool IsText(IOperation text)
    {
        for (var part = Origins.InitialValueOrSelf(text); ; part = Origins.InitialValueOrSelf(part))
        {
            switch (part)
            {
                case IInvocationOperation call when NamesSettings(call.TargetMethod.Name):
                    return true;
                case IInvocationOperation call when call.Receiver() is { } receiver:
                    if (IsHolder(receiver.Unwrap().Type) && !IsOfRequest(receiver.Unwrap()))
                        return true;
                    part = receiver.Unwrap();
                    break;
                case IMemberReferenceOperation { Instance: { } owner } member:
                    if (IsOf(member))
                        return true;
                    part = owner.Unwrap();
                    break;
                case ICoalesceOperation either:
                    part = either.Value.Unwrap();
                    break;
                case IConditionalAccessOperation access:
                    part = access.Operation.Unwrap();
                    break;
                default:
                    return false;
            }
        }
    }

    private static bool IsHolder(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && (Types.Any(known => named.Is(known) || named.AllInterfaces.Any(one => one.Is(known))) || NamesSettings(named.Name));

    private static bool NamesSettings(string name) => NameWords.Of(name) is { IsEmpty: false } words && words[words.Length - 1] is "settings" or "options" or "config" or "configuration" or "metadata" or "manifest";

    private static bool IsOfRequest(IOperation owner)
    {
        var root = owner;
        while (root is IMemberReferenceOperation { Instance: { } outer })
            root = outer.Unwrap();
        return root is IParameterReferenceOperation { Parameter: var parameter }
            && (parameter.GetAttributes().Any(mark => mark.AttributeClass?.Name.StartsWith("From", StringComparison.Ordinal) == true)
                || parameter.ContainingSymbol is IMethodSymbol method && (EndpointModel.KindOf(method) is not null || root.EnclosingFunction() is IAnonymousFunctionOperation lambda && EndpointModel.IsMapped(lambda)));
    }
}
