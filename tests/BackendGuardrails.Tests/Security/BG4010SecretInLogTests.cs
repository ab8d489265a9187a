using BackendGuardrails.Facts.Logging;
using Microsoft.CodeAnalysis;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<
    BackendGuardrails.Security.BG4010SecretInLogAnalyzer, BackendGuardrails.Security.BG4010SecretInLogCodeFix>;

namespace BackendGuardrails.Tests.Security;

public class BG4010SecretInLogTests
{
    private static string Service(string code, string members = "") => $$"""
        using System.Text;

        public class Login { public string Name { get; set; } = ""; public string Password { get; set; } = ""; public int PasswordLength => Password.Length; }
        public class Order { public int Id { get; set; } public string Note { get; set; } = ""; }
        public record Card(string Holder, string CardNumber);
        public record Quiet(string Name, string Password) { public override string ToString() => Name; }
        public class MaskedAttribute : Attribute { }
        public class Guarded { public string Name { get; set; } = ""; [Masked] public string Password { get; set; } = ""; }

        public partial class Accounts(ILogger<Accounts> logger, IConfiguration configuration, IHostEnvironment environment)
        {
            private const string TokenHeader = "X-Token";
            private readonly string _apiKey = "";

            public void Enter(Login login, Login? maybe, Order order, Card card, Quiet quiet, Guarded guarded, string password, string token, string pageToken, string pin, byte[] secret, CancellationToken cancellationToken, bool isPassword, DateTime expired)
            {
                {{code}}
                _ = (logger, configuration, environment, _apiKey);
            }

            private static string Mask(string text) => "***";
            private static string Redact(byte[] text) => "***";
            {{members}}
        }
        """;

    private static Task InAsync(string code) => VerifyCS.VerifyAnalyzerAsync(Service(code));

    [Theory]
    [InlineData("logger.LogInformation(\"{Password}\", [|password|]);")]
    [InlineData("logger.LogError(new Exception(), \"{Name} {Password}\", login.Name, [|login.Password|]);")]
    [InlineData("logger.Log(LogLevel.Debug, \"{Password}\", [|login.Password|]);")]
    [InlineData("logger.LogInformation($\"Login of {login.Name} with {[|login.Password|]}\");")]
    [InlineData("logger.LogInformation(\"Login with \" + [|login.Password|]);")]
    [InlineData("logger.LogInformation(string.Format(\"{0} {1}\", login.Name, [|login.Password|]));")]
    [InlineData("logger.LogInformation([|password|]);")]
    [InlineData("logger.LogInformation(\"{Key}\", [|_apiKey|]);")]
    [InlineData("logger.LogInformation(\"{Password}\", [|maybe?.Password|]);")]
    [InlineData("logger.LogInformation(\"{Password}\", [|maybe?.Password ?? \"none\"|]);")]
    [InlineData("logger.LogInformation(\"{Password}\", [|isPassword ? password : \"\"|]);")]
    [InlineData("logger.LogInformation(\"{Password}\", [|password.Trim()|]);")]
    [InlineData("logger.LogInformation(\"{Secret}\", [|Convert.ToBase64String(secret)|]);")]
    [InlineData("logger.LogInformation(\"{Secret}\", [|Encoding.UTF8.GetString(secret)|]);")]
    [InlineData("logger.LogInformation(\"{Secret}\", [|secret|]);")]
    [InlineData("var entered = login.Password; logger.LogInformation(\"{Entered}\", [|entered|]);")]
    [InlineData("string accessToken = order.Note; logger.LogDebug(\"{Token}\", [|accessToken|]);")]
    [InlineData("logger.LogInformation(\"Connecting to {Database}\", [|configuration.GetConnectionString(\"Orders\")|]);")]
    [InlineData("logger.LogInformation(\"{Key}\", [|configuration[\"Jwt:SigningKey\"]|]);")]
    [InlineData("using var scope = logger.BeginScope(\"{Password}\", [|password|]);")]
    [InlineData("LoggerExtensions.LogWarning(logger, \"{Password}\", [|password|]);")]
    [InlineData("logger.LogInformation(\"{@Login}\", [|login|]);")]
    [InlineData("logger.LogInformation(\"{Id} {@Login}\", order.Id, [|login|]);")]
    [InlineData("logger.LogInformation(\"{Card}\", [|card|]);")]
    [InlineData("logger.LogInformation($\"{[|card|]}\");")]
    [InlineData("logger.LogInformation(\"{@Login}\", [|new { login.Name, login.Password }|]);")]
    [InlineData("if (environment.IsProduction()) logger.LogInformation(\"{Password}\", [|password|]);")]
    public Task A_secret_is_an_argument_or_a_part_of_the_text(string code) => InAsync(code);

    [Theory]
    [InlineData("logger.LogInformation(\"The password was changed\");")]
    [InlineData("logger.LogInformation(\"{Password}\", login.Name);")]
    [InlineData("logger.LogInformation(\"{Length}\", password.Length);")]
    [InlineData("logger.LogInformation(\"{Length}\", login.PasswordLength);")]
    [InlineData("logger.LogInformation(\"{Is}\", isPassword);")]
    [InlineData("logger.LogInformation(\"{Expired}\", expired);")]
    [InlineData("logger.LogInformation(\"{Missing}\", string.IsNullOrEmpty(password));")]
    [InlineData("logger.LogInformation(\"{Missing}\", password is null);")]
    [InlineData("logger.LogInformation(\"{Password}\", Mask(password));")]
    [InlineData("logger.LogInformation(\"{Secret}\", Redact(secret));")]
    [InlineData("logger.LogInformation(\"{Start}\", password.Substring(0, 2));")]
    [InlineData("logger.LogInformation(\"{Start}\", password[..2]);")]
    [InlineData("var passwordHash = order.Note; logger.LogInformation(\"{Hash}\", passwordHash);")]
    [InlineData("var maskedCardNumber = order.Note; logger.LogInformation(\"{Card}\", maskedCardNumber);")]
    [InlineData("var tokenType = order.Note; var passwordPolicy = order.Note; var secretId = order.Note; logger.LogInformation(\"{A} {B} {C}\", tokenType, passwordPolicy, secretId);")]
    [InlineData("var apiKeyCount = 3; var tokenExpiry = order.Note; logger.LogInformation(\"{A} {B}\", apiKeyCount, tokenExpiry);")]
    [InlineData("logger.LogInformation(\"{Page}\", pageToken);")]
    [InlineData("logger.LogInformation(\"{Header}\", TokenHeader);")]
    [InlineData("logger.LogInformation(\"{Token}\", cancellationToken);")]
    [InlineData("logger.LogInformation(\"{Has}\", password == null ? \"no\" : \"yes\");")]
    [InlineData("logger.LogInformation(\"{@Order}\", order);")]
    [InlineData("logger.LogInformation(\"{Login}\", login);")]
    [InlineData("logger.LogInformation(\"{Quiet}\", quiet);")]
    [InlineData("logger.LogInformation(\"{@Guarded}\", guarded);")]
    [InlineData("logger.LogInformation(\"{Host}\", configuration[\"Mail:Host\"]);")]
    [InlineData("if (environment.IsDevelopment()) logger.LogInformation(\"{Password}\", password);")]
    [InlineData("Console.WriteLine(password); throw new ArgumentException(password);")]
    public Task Quiet_on_what_is_no_secret_or_none_any_more(string code) => InAsync(code);

    [Theory]
    [InlineData("logger.LogInformation(\"{Token}\", {|#0:token|});", "token")]
    [InlineData("logger.LogInformation(\"{Pin}\", {|#0:pin|});", "pin")]
    [InlineData("System.Data.Common.DbConnection connection = null!; logger.LogInformation(\"{Database}\", {|#0:connection.ConnectionString|});", "connection.ConnectionString")]
    public Task Information_where_the_name_may_mean_something_else(string code, string name) => VerifyCS.VerifyAnalyzerAsync(
        Service(code),
        VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithArguments(name));

    [Fact]
    public Task The_message_names_the_member_of_an_object() => VerifyCS.VerifyAnalyzerAsync(
        Service("logger.LogInformation(\"{@Login}\", {|#0:login|});"),
        VerifyCS.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Warning).WithMessage("'login.Password' is written to the log, where everybody who reads logs finds it; leave it out or mask it"));

    [Fact]
    public Task Generated_log_methods_and_Serilog_write_logs() => VerifyCS.VerifyAnalyzerAsync(Service(
        "LogEntered(logger, login.Name, [|password|]); Serilog.Log.Information(\"{Password}\", [|password|]); Serilog.Log.Logger.Error(\"{@Login}\", [|login|]); Look.Log.Information(\"{Password}\", password);",
        "[LoggerMessage(Level = LogLevel.Information, Message = \"{Name} {Password}\")] static partial void LogEntered(ILogger logger, string name, string password);") + """

        public partial class Accounts { static partial void LogEntered(ILogger logger, string name, string password) { } }
        namespace Serilog
        {
            public interface ILogger { void Error<T>(string messageTemplate, T propertyValue); }
            public static class Log { public static ILogger Logger { get; set; } = null!; public static void Information<T>(string messageTemplate, T propertyValue) { } }
        }
        namespace Look { public static class Log { public static void Information(string messageTemplate, string value) { } } }
        """);

    [Fact]
    public Task Quiet_on_objects_where_the_program_says_what_is_written_of_them() => VerifyCS.VerifyAnalyzerAsync(Service("logger.LogInformation(\"{@Login}\", login);") + """

        public static class Setup { public static object Destructure(object value) => value; public static object Use(object value) => Setup.Destructure(value); }
        """);

    [Fact]
    public Task The_fix_writes_another_text_and_by_Fix_all() => VerifyCS.VerifyCodeFixAsync(
        Service("""
            logger.LogInformation("{Name} {Password}", login.Name, [|login.Password|]); // always
                    logger.LogInformation($"Login with {[|login.Password|],10} of {login.Name}");
                    logger.LogInformation("Login with " + [|login.Password|]);
                    logger.LogInformation("{Secret}", [|secret|]);
                    logger.LogInformation("{Password}", (object?)[|maybe?.Password|]);
            """),
        Service("""
            logger.LogInformation("{Name} {Password}", login.Name, "[redacted]"); // always
                    logger.LogInformation($"Login with [redacted] of {login.Name}");
                    logger.LogInformation("Login with " + "[redacted]");
                    logger.LogInformation("{Secret}", "[redacted]");
                    logger.LogInformation("{Password}", "[redacted]");
            """));

    [Fact]
    public Task No_fix_for_an_object() => VerifyCS.VerifyNoCodeFixAsync(Service("logger.LogInformation(\"{@Login}\", [|login|]);"));

    [Theory]
    [InlineData("Password", 2)]
    [InlineData("newPassword", 2)]
    [InlineData("_clientSecret", 2)]
    [InlineData("AccessToken", 2)]
    [InlineData("apiKey", 2)]
    [InlineData("APIKey", 2)]
    [InlineData("creditCardNumber", 2)]
    [InlineData("defaultConnectionString", 2)]
    [InlineData("token", 1)]
    [InlineData("HashedPassword", 0)]
    [InlineData("passwordHash", 0)]
    [InlineData("tokenId", 0)]
    [InlineData("continuationToken", 0)]
    [InlineData("stampedCardNumberCount", 0)]
    [InlineData("spin", 0)]
    [InlineData("", 0)]
    public void Names_are_read_by_their_last_words(string name, int secrecy) => Assert.Equal((Secrecy)secrecy, SecretNames.Of(name));

    [Fact]
    public Task Half_typed_code_does_not_throw() => new VerifyCS.Test
    {
        CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None,
        TestCode = Service("logger.LogInformation(\"{\", ); logger.LogInformation($\"{login.\"); logger.LogInformation(\"{@\", new { login. });"),
    }.RunAsync();
}
