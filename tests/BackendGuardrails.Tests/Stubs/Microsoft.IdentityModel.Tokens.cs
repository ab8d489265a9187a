#nullable enable
namespace Microsoft.IdentityModel.Tokens
{
    using System;
    using System.Collections.Generic;

    public abstract class SecurityToken
    {
        public abstract string Issuer { get; }
    }

    public abstract class SecurityKey
    {
        public virtual string? KeyId { get; set; }
    }

    public class SymmetricSecurityKey : SecurityKey
    {
        public SymmetricSecurityKey(byte[] key) => Key = key;

        public virtual byte[] Key { get; }
    }

    public abstract class TokenHandler
    {
        public virtual SecurityToken ReadToken(string token) => throw new NotImplementedException();
    }

    public abstract class SecurityTokenHandler : TokenHandler
    {
    }

    public delegate SecurityToken SignatureValidator(string token, TokenValidationParameters validationParameters);

    public delegate bool IssuerSigningKeyValidator(SecurityKey securityKey, SecurityToken securityToken, TokenValidationParameters validationParameters);

    public delegate bool LifetimeValidator(DateTime? notBefore, DateTime? expires, SecurityToken securityToken, TokenValidationParameters validationParameters);

    public class TokenValidationParameters
    {
        public SecurityKey? IssuerSigningKey { get; set; }

        public IssuerSigningKeyValidator? IssuerSigningKeyValidator { get; set; }

        public LifetimeValidator? LifetimeValidator { get; set; }

        public bool RequireExpirationTime { get; set; } = true;

        public bool RequireSignedTokens { get; set; } = true;

        public SignatureValidator? SignatureValidator { get; set; }

        public string? ValidAudience { get; set; }

        public bool ValidateAudience { get; set; } = true;

        public bool ValidateIssuer { get; set; } = true;

        public bool ValidateIssuerSigningKey { get; set; }

        public bool ValidateLifetime { get; set; } = true;

        public virtual TokenValidationParameters Clone() => (TokenValidationParameters)MemberwiseClone();
    }
}

namespace Microsoft.IdentityModel.JsonWebTokens
{
    using Microsoft.IdentityModel.Tokens;

    public class JsonWebToken : SecurityToken
    {
        public JsonWebToken(string jwtEncodedString) => Issuer = jwtEncodedString;

        public override string Issuer { get; }
    }

    public class JsonWebTokenHandler : TokenHandler
    {
        public virtual JsonWebToken ReadJsonWebToken(string token) => new(token);

        public override SecurityToken ReadToken(string token) => new JsonWebToken(token);
    }
}

namespace System.IdentityModel.Tokens.Jwt
{
    using Microsoft.IdentityModel.Tokens;

    public class JwtSecurityToken : SecurityToken
    {
        public JwtSecurityToken(string jwtEncodedString) => Issuer = jwtEncodedString;

        public override string Issuer { get; }
    }

    public class JwtSecurityTokenHandler : SecurityTokenHandler
    {
        public JwtSecurityToken ReadJwtToken(string token) => new(token);
    }
}

namespace Microsoft.IdentityModel.Logging
{
    public class IdentityModelEventSource
    {
        public static bool ShowPII { get; set; }

        public static bool LogCompleteSecurityArtifact { get; set; }
    }
}
