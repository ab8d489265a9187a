using Microsoft.CodeAnalysis.CSharp;

namespace BackendGuardrails.Facts.Http;

/// <summary>What a setting takes away from the validation of tokens.</summary>
internal enum Weakening
{
    /// <summary>The keys that tokens are checked with come over plain HTTP.</summary>
    MetadataOverHttp,

    /// <summary>A token without a signature is accepted.</summary>
    UnsignedTokens,

    /// <summary>The signature is not looked at.</summary>
    UncheckedSignature,

    /// <summary>The signature is checked, but not the key it was made with, such as the dates of its certificate. That is also the default.</summary>
    UncheckedKey,
}

/// <summary>Does this setting weaken the validation of tokens?</summary>
internal sealed class TokenValidation(Functions functions)
{
    private const string Parameters = "Microsoft.IdentityModel.Tokens.TokenValidationParameters";

    private static readonly MemberTable HttpsRequirements = new(
        ("Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions", "RequireHttpsMetadata"),
        ("Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions", "RequireHttpsMetadata"),
        ("Microsoft.AspNetCore.Authentication.WsFederation.WsFederationOptions", "RequireHttpsMetadata"),
        ("Microsoft.Owin.Security.OpenIdConnect.OpenIdConnectAuthenticationOptions", "RequireHttpsMetadata"),
        ("IdentityServer4.AccessTokenValidation.IdentityServerAuthenticationOptions", "RequireHttpsMetadata"),
        ("IdentityModel.Client.DiscoveryPolicy", "RequireHttps"),
        ("Duende.IdentityModel.Client.DiscoveryPolicy", "RequireHttps"));

    private static readonly MemberTable SignatureRequirements = new((Parameters, "RequireSignedTokens"));
    private static readonly MemberTable KeyChecks = new((Parameters, "ValidateIssuerSigningKey"));
    private static readonly MemberTable KeyValidators = new((Parameters, "IssuerSigningKeyValidator"), (Parameters, "IssuerSigningKeyValidatorUsingConfiguration"));
    private static readonly MemberTable SignatureValidators = new((Parameters, "SignatureValidator"), (Parameters, "SignatureValidatorUsingConfiguration"));

    private static readonly MemberTable OtherChecks = new(
        (Parameters, "ValidateIssuer"), (Parameters, "ValidateAudience"), (Parameters, "ValidateLifetime"),
        (Parameters, "RequireExpirationTime"), (Parameters, "RequireSignedTokens"));

    private static readonly MemberTable Addresses = new(
        ("Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions", "Authority"),
        ("Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions", "MetadataAddress"),
        ("Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions", "Authority"),
        ("Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectOptions", "MetadataAddress"),
        ("Microsoft.AspNetCore.Authentication.WsFederation.WsFederationOptions", "MetadataAddress"),
        ("Microsoft.Owin.Security.OpenIdConnect.OpenIdConnectAuthenticationOptions", "Authority"),
        ("Microsoft.Owin.Security.OpenIdConnect.OpenIdConnectAuthenticationOptions", "MetadataAddress"),
        ("IdentityServer4.AccessTokenValidation.IdentityServerAuthenticationOptions", "Authority"));

    private static readonly MemberTable Keys = new((Parameters, "IssuerSigningKey"), (Parameters, "IssuerSigningKeys"), (Parameters, "IssuerSigningKeyResolver"));

    private static readonly string[] LocalAddresses = ["http://localhost", "http://127.0.0.1", "http://[::1]", "https://localhost", "https://127.0.0.1", "https://[::1]"];

    public static bool IsKnownTo(KnownTypes types) => HttpsRequirements.IsKnownTo(types) || KeyChecks.IsKnownTo(types);

    /// <summary>The weakening, and the part of the value that does it.</summary>
    public (Weakening Weakening, IOperation Part)? Of(MemberWrite write, CancellationToken cancellationToken)
    {
        if (HttpsRequirements.Contains(write.Member))
            return BringsItsKeys(write, cancellationToken) ? null : With(Weakening.MetadataOverHttp, write.Part(IsFalse));
        if (SignatureRequirements.Contains(write.Member))
            return With(Weakening.UnsignedTokens, write.Part(IsFalse));
        if (KeyChecks.Contains(write.Member))
            return With(Weakening.UncheckedKey, write.Part(IsFalse));
        if (KeyValidators.Contains(write.Member))
            return With(Weakening.UncheckedKey, write.Part(part => functions.AlwaysReturnsTrue(part, cancellationToken)));
        return SignatureValidators.Contains(write.Member) ? With(Weakening.UncheckedSignature, write.Part(part => OnlyReadsToken(part, cancellationToken))) : null;
    }

    /// <summary>Whether the same object gives up more: together it is a validation that is switched off.</summary>
    public static bool IsOneOfSeveral(MemberWrite write) => write.Siblings().Any(other =>
        OtherChecks.Contains(other.Member) && IsFalse(other.Value.Unwrap()) || SignatureValidators.Contains(other.Member));

    /// <summary>Whether the same options name an authority on this very machine, which is nobody's production.</summary>
    public static bool IsForLocalAuthority(MemberWrite write) => write.Siblings().Any(other =>
        Addresses.Contains(other.Member)
        && other.Value.Unwrap().ConstantValue is { HasValue: true, Value: string address }
        && Array.Exists(LocalAddresses, local => address.StartsWith(local, StringComparison.OrdinalIgnoreCase)));

    /// <summary>The same options have no address, and parameters that come from where they cannot be seen: those may hold the keys.</summary>
    public bool MayBringItsKeys(MemberWrite write, CancellationToken cancellationToken) =>
        !HasAddress(write) && ParametersOf(write, cancellationToken).Any(parameters => parameters is not IObjectCreationOperation);

    /// <summary>The same options hold the keys and no address to get others from: nothing is fetched, over HTTP or otherwise.</summary>
    private bool BringsItsKeys(MemberWrite write, CancellationToken cancellationToken) =>
        !HasAddress(write) && (SetsKeyOfParameters(write) || ParametersOf(write, cancellationToken).Any(parameters =>
            parameters is IObjectCreationOperation { Initializer: { } initializer } && initializer.Initializers.Select(MemberWrite.Of).Any(IsKey)));

    private static bool HasAddress(MemberWrite write) => write.Siblings().Any(other => Addresses.Contains(other.Member));

    private IEnumerable<IOperation> ParametersOf(MemberWrite write, CancellationToken cancellationToken) =>
        write.Siblings().Select(other => functions.Resolve(other.Value, cancellationToken)).Where(value => value.Type.Is(Parameters));

    /// <summary><c>options.TokenValidationParameters.IssuerSigningKey = key</c></summary>
    private static bool SetsKeyOfParameters(MemberWrite write) =>
        write.Target.Instance is { } options && write.Operation.Ancestors().OfType<IBlockOperation>().FirstOrDefault() is { } block
        && block.Descendants().Select(MemberWrite.Of).Any(set => IsKey(set)
            && set!.Target.Instance is IPropertyReferenceOperation { Instance: { } holder } && SyntaxFactory.AreEquivalent(holder.Syntax, options.Syntax));

    private static bool IsKey(MemberWrite? set) => set is not null && Keys.Contains(set.Member);

    private static (Weakening, IOperation)? With(Weakening weakening, IOperation? part) => part is null ? null : (weakening, part);

    private static bool IsFalse(IOperation value) => value.IsConstant(false);

    /// <summary>Every way out returns a token that was read and nothing else; a function that throws or calls something that validates does more.</summary>
    private bool OnlyReadsToken(IOperation function, CancellationToken cancellationToken)
    {
        var returns = functions.Returns(function, cancellationToken);
        return !returns.IsEmpty
            && returns.All(value => IsReadToken(functions.Resolve(value, cancellationToken)))
            && functions.BodyOf(function, cancellationToken) is { } body
            && !body.Executed().Any(operation => operation is IThrowOperation || operation is IInvocationOperation call && MayValidate(call.TargetMethod));
    }

    private static bool IsReadToken(IOperation value) => value switch
    {
        IObjectCreationOperation creation => creation.Type.Is("System.IdentityModel.Tokens.Jwt.JwtSecurityToken") || creation.Type.Is("Microsoft.IdentityModel.JsonWebTokens.JsonWebToken"),
        IInvocationOperation { TargetMethod: { Name: "ReadToken" or "ReadJwtToken" or "ReadJsonWebToken" } method } =>
            method.IsMemberOf("Microsoft.IdentityModel.Tokens.TokenHandler") || method.IsMemberOf("Microsoft.IdentityModel.Tokens.SecurityTokenHandler"),
        _ => false,
    };

    private static bool MayValidate(IMethodSymbol method) =>
        new[] { "valid", "verif", "check", "ensure", "introspect" }.Any(word => method.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
