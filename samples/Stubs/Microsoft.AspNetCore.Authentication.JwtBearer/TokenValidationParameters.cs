namespace Microsoft.IdentityModel.Tokens;

public class TokenValidationParameters
{
    public bool ValidateIssuer { get; set; } = true;

    public bool ValidateAudience { get; set; } = true;

    public bool ValidateLifetime { get; set; } = true;

    public bool ValidateIssuerSigningKey { get; set; }

    public string? ValidIssuer { get; set; }

    public string? ValidAudience { get; set; }

    public SecurityKey? IssuerSigningKey { get; set; }

    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(5);
}

public abstract class SecurityKey;

public class SymmetricSecurityKey(byte[] key) : SecurityKey
{
    public virtual byte[] Key { get; } = key;
}
