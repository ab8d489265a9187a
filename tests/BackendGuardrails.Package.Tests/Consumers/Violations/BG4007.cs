namespace Violations.BG4007;

public static class Handlers
{
    public static HttpClientHandler Trusting()
    {
        var handler = new HttpClientHandler();
        handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator; // guardrail: BG4007
        return handler;
    }

    public static HttpClientHandler Careful() => new()
    {
        ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == "1A2B",
    };
}
