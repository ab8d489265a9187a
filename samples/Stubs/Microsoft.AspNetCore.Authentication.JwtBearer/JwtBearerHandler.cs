using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.AspNetCore.Authentication.JwtBearer;

public class JwtBearerHandler(IOptionsMonitor<JwtBearerOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<JwtBearerOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        return Task.FromResult(header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? Authenticate(header[Prefix.Length..].Trim())
            : AuthenticateResult.NoResult());
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var authentication = await HandleAuthenticateOnceSafeAsync();
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Options.IncludeErrorDetails && authentication.Failure is { } failure
            ? $"Bearer error=\"invalid_token\", error_description=\"{failure.Message}\""
            : "Bearer";
    }

    private AuthenticateResult Authenticate(string token)
    {
        try
        {
            return token.Split('.') is [var header, var payload, var signature] && IsSigned(header, payload, signature)
                ? Accept(JsonDocument.Parse(Base64Url.DecodeFromChars(payload)).RootElement)
                : AuthenticateResult.Fail("The signature is invalid");
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return AuthenticateResult.Fail("The token is malformed");
        }
    }

    private bool IsSigned(string header, string payload, string signature) =>
        Options.TokenValidationParameters.IssuerSigningKey is SymmetricSecurityKey { Key: var key }
        && JsonDocument.Parse(Base64Url.DecodeFromChars(header)).RootElement.GetProperty("alg").GetString() == "HS256"
        && CryptographicOperations.FixedTimeEquals(
            HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{header}.{payload}")),
            Base64Url.DecodeFromChars(signature));

    private AuthenticateResult Accept(JsonElement claims)
    {
        var parameters = Options.TokenValidationParameters;
        if (parameters.ValidateIssuer && claims.GetProperty("iss").GetString() != (parameters.ValidIssuer ?? Options.Authority))
            return AuthenticateResult.Fail("The issuer is invalid");
        if (parameters.ValidateAudience && claims.GetProperty("aud").GetString() != (parameters.ValidAudience ?? Options.Audience))
            return AuthenticateResult.Fail("The audience is invalid");

        var expires = DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64());
        if (parameters.ValidateLifetime && expires + parameters.ClockSkew < TimeProvider.GetUtcNow())
            return AuthenticateResult.Fail("The token expired");

        var identity = new ClaimsIdentity(
            claims.EnumerateObject().Select(claim => new Claim(claim.Name, claim.Value.ToString())), Scheme.Name, "name", "role");
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
