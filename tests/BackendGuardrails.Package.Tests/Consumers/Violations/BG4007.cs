namespace Violations.BG4007;

public static class Clients
{
    public static HttpClient Trusting() => new(new HttpClientHandler
    {
        AllowAutoRedirect = false,
        ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator, // guardrail: BG4007
    });

    public static HttpClient Pinning(string thumbprint) => new(new HttpClientHandler
    {
        ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == thumbprint,
    });
}
