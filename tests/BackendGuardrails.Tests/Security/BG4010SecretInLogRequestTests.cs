using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4010SecretInLogAnalyzer, BackendGuardrails.Security.BG4010SecretInLogCodeFix>;

namespace BackendGuardrails.Tests.Security;

/// <summary>Secrets by the name of a header or a field of the request, as a part of a text, and in what is serialized.</summary>
public class BG4010SecretInLogRequestTests
{
    private static Task VerifyAsync(string code) => VerifyCS.VerifyAnalyzerAsync($$"""
        using System.Text.Json;

        public class Sender
        {
            public void Send(HttpRequest request, HttpResponse response, ILogger logger, Login login, Order order, string resetToken, string tokenId)
            {
                {{code}}
            }
        }

        public class Login { public string Name { get; set; } = ""; public string Password { get; set; } = ""; }
        public class Order { public int Id { get; set; } public string PasswordHash { get; set; } = ""; }
        """);

    [Theory]
    [InlineData("logger.LogInformation(\"{Header}\", [|request.Headers[\"Authorization\"]|]);")]
    [InlineData("logger.LogInformation(\"{Header}\", [|request.Headers.Authorization|]);")]
    [InlineData("logger.LogInformation(\"{Header}\", [|request.Headers.Authorization.ToString()|]);")]
    [InlineData("logger.LogInformation(\"{Header}\", [|request.Headers[\"X-Api-Key\"].FirstOrDefault()|]);")]
    [InlineData("logger.LogInformation($\"Cookie {[|request.Headers.Cookie|]}\");")]
    [InlineData("logger.LogInformation(\"{Query}\", [|request.Query[\"access_token\"]|]);")]
    [InlineData("logger.LogInformation(\"{Form}\", [|request.Form[\"password\"]|]);")]
    [InlineData("logger.LogInformation(\"{Cookie}\", [|request.Cookies[\"refresh_token\"]|]);")]
    [InlineData("logger.LogInformation(\"{Url}\", $\"https://shop/reset?token={[|resetToken|]}\");")]
    [InlineData("logger.LogInformation(\"{Url} for {Name}\", \"https://shop/reset?token=\" + [|resetToken|], login.Name);")]
    [InlineData("logger.LogInformation(\"{Body}\", [|JsonSerializer.Serialize(login)|]);")]
    [InlineData("logger.LogInformation($\"{[|JsonSerializer.Serialize(login)|]}\");")]
    [InlineData("var body = JsonSerializer.Serialize(login); logger.LogInformation(\"{Body}\", [|body|]);")]
    public Task A_secret_of_the_request(string code) => VerifyAsync(code);

    [Theory]
    [InlineData("logger.LogInformation(\"{Header}\", request.Headers[\"X-Request-Id\"]);")]
    [InlineData("logger.LogInformation(\"{Header}\", request.Headers.UserAgent);")]
    [InlineData("logger.LogInformation(\"{HasHeader}\", request.Headers.ContainsKey(\"Authorization\"));")]
    [InlineData("logger.LogInformation(\"{Header}\", request.Headers[\"Authorization\"].ToString()[..6]);")]
    [InlineData("logger.LogInformation(\"{Query}\", request.Query[\"page_token\"]);")]
    [InlineData("logger.LogInformation(\"{Query}\", request.Query[\"q\"]);")]
    [InlineData("logger.LogInformation(\"{Url}\", $\"https://shop/tokens/{tokenId}\");")]
    [InlineData("logger.LogInformation(\"{Url}\", $\"https://shop/reset?token={resetToken.Length}\");")]
    [InlineData("logger.LogInformation(\"{Body}\", JsonSerializer.Serialize(order));")]
    [InlineData("logger.LogInformation(\"{Body}\", JsonSerializer.Serialize(login.Name));")]
    [InlineData("response.Headers[\"Authorization\"] = resetToken;")]
    public Task Quiet_on_what_is_none(string code) => VerifyAsync(code);
}
