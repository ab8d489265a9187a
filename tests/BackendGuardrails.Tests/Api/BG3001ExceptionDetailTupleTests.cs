using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Api.BG3001ExceptionDetailAnalyzer>;

namespace BackendGuardrails.Tests.Api;

/// <summary>Handlers of exceptions that make status and text at once, and take them apart again.</summary>
public class BG3001ExceptionDetailTupleTests
{
    private static Task VerifyAsync(string handling) => VerifyCS.VerifyAnalyzerAsync($$"""
        using Microsoft.AspNetCore.Mvc;

        public class OrderException(string message) : Exception(message);

        public class Handler(ILogger<Handler> logger) : Microsoft.AspNetCore.Diagnostics.IExceptionHandler
        {
            public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellationToken)
            {
                {{handling}}
                return true;
            }
        }
        """);

    [Theory]
    [InlineData("var (status, title) = exception switch { OrderException => (409, exception.Message), _ => (500, [|exception.Message|]) };")]
    [InlineData("var (title, status) = exception switch { OrderException => (\"No\", 409), _ => ([|exception.Message|], 500) };")]
    [InlineData("(int status, string? title) = (500, [|exception.StackTrace|]);")]
    [InlineData("int status; string title; (status, title) = (500, \"Failed: \" + [|exception.Message|]);")]
    public Task A_text_that_was_part_of_a_tuple_is_reported(string made) => VerifyAsync(
        made + " await http.Response.WriteAsJsonAsync(new ProblemDetails { Title = title, Status = status }, cancellationToken);");

    [Theory]
    [InlineData("var (title, logged) = exception switch { OrderException => (\"No\", \"\"), _ => (\"Failed\", exception.Message) };")]
    [InlineData("var (logged, title) = (exception.Message, \"Failed\");")]
    [InlineData("var (title, (logged, _)) = (\"Failed\", (exception.Message, 1));")]
    [InlineData("var (title, _) = (\"Failed\", exception.Message); var logged = title;")]
    public Task The_other_parts_of_the_tuple_are_quiet(string made) => VerifyAsync(
        made + " logger.LogError(exception, \"{Text}\", logged); await http.Response.WriteAsJsonAsync(new ProblemDetails { Title = title }, cancellationToken);");
}
