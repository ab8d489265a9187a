namespace BackendGuardrails.Facts.Http;

/// <summary>Where is it decided whether a server's certificate is good enough?</summary>
internal static class CertificateChecks
{
    private const string Errors = "System.Net.Security.SslPolicyErrors";

    private const int ChainErrors = 4;

    private static readonly MemberTable AcceptAll = new(("System.Net.Http.HttpClientHandler", "DangerousAcceptAnyServerCertificateValidator"));

    private static readonly MemberTable SwitchedOffByTrue = new(
        ("MongoDB.Driver.MongoClientSettings", "AllowInsecureTls"),
        ("MongoDB.Driver.MongoUrlBuilder", "AllowInsecureTls"),
        ("FluentFTP.FtpConfig", "ValidateAnyCertificate"));

    private static readonly MemberTable SwitchedOffByFalse = new(("Confluent.Kafka.ClientConfig", "EnableSslCertificateVerification"));

    private static readonly MemberTable SwitchedOffByNone = new(("System.ServiceModel.Security.X509ServiceCertificateAuthentication", "CertificateValidationMode"));

    private static readonly MemberTable AcceptedErrors = new(("RabbitMQ.Client.SslOption", "AcceptablePolicyErrors"));

    /// <summary>The members that hold the callback of a client. A server's own callback judges its clients and is another matter.</summary>
    public static MemberTable Callbacks { get; } = new(
        ("System.Net.Http.HttpClientHandler", "ServerCertificateCustomValidationCallback"),
        ("System.Net.Http.WinHttpHandler", "ServerCertificateValidationCallback"),
        ("System.Net.Http.WebRequestHandler", "ServerCertificateValidationCallback"),
        ("System.Net.Security.SslClientAuthenticationOptions", "RemoteCertificateValidationCallback"),
        ("System.Net.ServicePointManager", "ServerCertificateValidationCallback"),
        ("System.Net.HttpWebRequest", "ServerCertificateValidationCallback"),
        ("System.Net.WebSockets.ClientWebSocketOptions", "RemoteCertificateValidationCallback"),
        ("MailKit.MailService", "ServerCertificateValidationCallback"),
        ("MailKit.IMailService", "ServerCertificateValidationCallback"),
        ("Npgsql.NpgsqlConnection", "UserCertificateValidationCallback"),
        ("RabbitMQ.Client.SslOption", "CertificateValidationCallback"),
        ("MongoDB.Driver.SslSettings", "ServerCertificateValidationCallback"),
        ("StackExchange.Redis.ConfigurationOptions", "CertificateValidation"));

    /// <summary>The framework's own callback that says yes to everything.</summary>
    public static bool IsAcceptAll(IOperation value) => value is IPropertyReferenceOperation { Property: var property } && AcceptAll.Contains(property);

    /// <summary>A switch instead of a callback.</summary>
    public static IOperation? SwitchedOff(MemberWrite write)
    {
        if (SwitchedOffByTrue.Contains(write.Member))
            return write.Part(part => part.IsConstant(true));
        if (SwitchedOffByFalse.Contains(write.Member))
            return write.Part(part => part.IsConstant(false));
        if (SwitchedOffByNone.Contains(write.Member))
            return write.Part(part => part.IsConstant(0));
        return AcceptedErrors.Contains(write.Member) ? write.Part(part => part.ConstantValue is { HasValue: true, Value: int errors } && (errors & ChainErrors) != 0) : null;
    }

    /// <summary>A library's method or constructor asks for the callback, such as SslStream's. Where the stream is a server's, it judges clients.</summary>
    public static bool TakesCallback(IArgumentOperation argument) =>
        argument.Parameter is { } parameter
        && IsCallback(parameter.Type)
        && parameter.ContainingSymbol.DeclaringSyntaxReferences.IsEmpty
        && !argument.Ancestors().Any(ancestor => ancestor is IMethodBodyOperation or IAnonymousFunctionOperation or ILocalFunctionOperation && AuthenticatesAsServer(ancestor));

    /// <summary>Whatever the delegate is called: it is told what is wrong with the certificate and answers yes or no.</summary>
    private static bool IsCallback(ITypeSymbol type) =>
        type is INamedTypeSymbol { DelegateInvokeMethod: { ReturnType.SpecialType: SpecialType.System_Boolean } answer } && answer.Parameters.LastOrDefault()?.Type.Is(Errors) == true;

    private static bool AuthenticatesAsServer(IOperation body) =>
        body.Descendants().Any(operation => operation is IInvocationOperation { TargetMethod.Name: "AuthenticateAsServer" or "AuthenticateAsServerAsync" });
}
