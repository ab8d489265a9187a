using System.Text.RegularExpressions;

namespace BackendGuardrails.Facts.Logging;

/// <summary>How sure a name says that what it names is secret.</summary>
internal enum Secrecy
{
    None,

    /// <summary>A token of a parser, a pin of a device?</summary>
    Perhaps,

    Sure,
}

/// <summary>Does this name stand for something that nobody else may see? By its last words: <c>NewPassword</c>, <c>apiKey</c>, not <c>PasswordHash</c>.</summary>
internal static class SecretNames
{
    private static readonly Regex Word = new("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+", RegexOptions.CultureInvariant);

    private static readonly string[] Certain =
    [
        "password", "passwd", "pwd", "passphrase", "passcode", "secret", "jwt", "otp", "cvv", "cvc", "ssn", "iban", "apikey", "connectionstring", "cardnumber", "privatekey",
        "api key", "secret key", "private key", "signing key", "encryption key", "account key", "connection string", "card number", "security code",
        "access token", "refresh token", "bearer token", "auth token", "authentication token", "authorization token", "reset token", "security token", "id token", "session token", "api token", "bot token", "accesstoken", "refreshtoken",
    ];

    private static readonly string[] Possible = ["token", "pin"];

    /// <summary>What is no secret any more, or a token of another kind.</summary>
    private static readonly string[] Harmless =
    [
        "hashed", "hash", "encrypted", "masked", "redacted", "truncated", "obfuscated", "protected", "is", "has", "no", "invalid", "missing", "unknown", "expected", "unexpected", "public",
        "continuation", "page", "next", "previous", "sync", "cancellation", "cancel", "stopping", "concurrency", "change", "idempotency", "cursor", "skip", "delta", "resume", "syntax", "string", "search", "metadata",
        "csrf", "xsrf", "antiforgery", "push", "device", "json", "template", "placeholder", "design", "start", "end", "open", "close", "current",
    ];

    public static Secrecy Of(string name)
    {
        var words = Word.Matches(name).Cast<Match>().Select(match => match.Value.ToLowerInvariant()).ToList();
        if (words.Count == 0)
            return Secrecy.None;
        var last = words[words.Count - 1];
        var isTwo = words.Count > 1 && Certain.Contains($"{words[words.Count - 2]} {last}");
        if (words.Take(words.Count - (isTwo ? 2 : 1)).Any(Harmless.Contains))
            return Secrecy.None;
        return isTwo || Certain.Contains(last) ? Secrecy.Sure : Possible.Contains(last) ? Secrecy.Perhaps : Secrecy.None;
    }
}
