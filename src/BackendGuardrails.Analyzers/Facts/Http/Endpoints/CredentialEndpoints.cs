using System.Text.RegularExpressions;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>Does this endpoint let somebody in who knows a password, a code or an address? By its name, and by what it is sent.</summary>
internal static class CredentialEndpoints
{
    private static readonly Regex Word = new("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9][a-z]+", RegexOptions.CultureInvariant);

    private static readonly Regex Named = new(
        "^(on-post-)?(post-|create-|get-|issue-|request-|send-|user-|account-|customer-)*(log-?in|log-?on|sign-?in|sign-?up|authenticate|token|otp|2fa|mfa|two-factor|register|register-(user|account|customer|member)|"
        + "forgot|forgot-password|reset|reset-password|password-reset|recover|recover-password|password|verify|verify-(code|otp|email|phone|account|token)|login-2fa|login-with-.*|refresh|refresh-token)(-2fa|-code|-async|-user|-post)*$",
        RegexOptions.CultureInvariant);

    private static readonly string[] Credentials = ["password", "pwd", "passcode", "code", "otp", "pin", "secret", "email", "mail", "phone", "token", "username", "login"];

    public static bool Is(Endpoint endpoint, string? route) => NamesOf(endpoint, route).Any(name => Named.IsMatch(Words(name))) && Sent(endpoint).Any(name => Credentials.Any(credential => name.IndexOf(credential, StringComparison.OrdinalIgnoreCase) >= 0));

    private static IEnumerable<string> NamesOf(Endpoint endpoint, string? route)
    {
        if (endpoint.Kind == EndpointKind.PageHandler)
        {
            var page = endpoint.Function.ContainingType.Name;
            yield return page.EndsWith("Model", StringComparison.Ordinal) ? page.Substring(0, page.Length - "Model".Length) : page;
            yield break;
        }

        yield return endpoint.Function.Name;
        if (route is { Length: > 0 })
            yield return route.Substring(route.LastIndexOf('/') + 1);
    }

    private static string Words(string name) => string.Join("-", Word.Matches(name).Cast<Match>().Select(match => match.Value.ToLowerInvariant()));

    /// <summary>The names of the parameters and of the members of their types; of a page those of its properties.</summary>
    private static IEnumerable<string> Sent(Endpoint endpoint)
    {
        var values = endpoint.Function.Parameters.Select(parameter => (parameter.Name, parameter.Type));
        if (endpoint.Kind == EndpointKind.PageHandler)
            values = values.Concat(endpoint.Function.ContainingType.GetMembers().OfType<IPropertySymbol>().Select(property => (property.Name, property.Type)));
        foreach (var (name, type) in values)
        {
            if (type.SpecialType == SpecialType.System_String)
                yield return name;
            else if (type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } sent && sent.OutermostNamespace() is not ("System" or "Microsoft"))
            {
                foreach (var member in Controllers.Lineage(sent).SelectMany(one => one.GetMembers()).OfType<IPropertySymbol>().Where(member => member.Type.SpecialType == SpecialType.System_String && member.DeclaredAccessibility == Accessibility.Public))
                    yield return member.Name;
            }
        }
    }
}
