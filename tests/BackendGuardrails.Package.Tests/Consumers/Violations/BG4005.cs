namespace Microsoft.IdentityModel.Tokens
{
    /// <summary>Not every feed has the package.</summary>
    public sealed class TokenValidationParameters
    {
        public bool RequireSignedTokens { get; set; } = true;
    }
}

namespace Violations.BG4005
{
    using Microsoft.IdentityModel.Tokens;

    public static class Tokens
    {
        public static TokenValidationParameters Unsigned() => new()
        {
            RequireSignedTokens = false, // guardrail: BG4005
        };

        public static TokenValidationParameters Signed() => new() { RequireSignedTokens = true };
    }
}
