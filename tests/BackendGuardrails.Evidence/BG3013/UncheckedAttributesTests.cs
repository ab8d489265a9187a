using BackendGuardrails.Api;
using BackendGuardrails.Evidence.Endpoints;
using Xunit;

namespace BackendGuardrails.Evidence.BG3013;

/// <summary>What clients get for requests that break the attributes, before and behind the fix. The rows of the page are these.</summary>
public class UncheckedAttributesTests
{
    private const string Program = """
        using System.ComponentModel.DataAnnotations;
        using Microsoft.AspNetCore.Mvc;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddProblemDetails();
        var app = builder.Build();
        app.MapPost("/record", (Order order) => "taken");
        app.MapPost("/class", (Address address) => "taken");
        app.MapPost("/nested", (Basket basket) => "taken");
        app.MapPost("/object", (Period period) => "taken");
        app.MapGet("/members", ([AsParameters] Search search) => "taken");
        app.MapGet("/query", ([Range(1, 100)] int size) => "taken");
        app.MapGet("/route/{size}", ([Range(1, 100)] int size) => "taken");
        app.MapGet("/header", ([FromHeader(Name = "X-Shop"), StringLength(3)] string shop) => "taken");
        app.Run();

        public record Order([Required] string Name, [Range(1, 10)] int Count);

        public class Address { [EmailAddress] public string Mail { get; set; } = ""; }

        public record Basket(List<Order> Orders);

        public record Search([StringLength(5)] string Text);

        public class Period : IValidatableObject
        {
            public int From { get; set; }
            public int To { get; set; }
            public IEnumerable<ValidationResult> Validate(ValidationContext context) { if (To < From) yield return new("The period ends before it begins."); }
        }
        """;

    [Fact]
    public async Task What_breaks_the_attributes_is_refused_behind_the_fix()
    {
        // One call mends all eight endpoints.
        await using var hosts = await HostPair.StartAsync(Program, new BG3013UncheckedAttributesAnalyzer(), new BG3013UncheckedAttributesCodeFix(), 1);
        var (before, after) = (hosts.Before, hosts.After);

        await PostedAsync("/record", new { name = (string?)null, count = 0 }, "Count", "The field Count must be between 1 and 10.");
        await PostedAsync("/record", new { name = "", count = 1 }, "Name", "The Name field is required.");
        await PostedAsync("/class", new { mail = "nobody" }, "Mail", "The Mail field is not a valid e-mail address.");
        await PostedAsync("/nested", new { orders = new[] { new { name = "Mug", count = 11 } } }, "Orders[0].Count", "The field Count must be between 1 and 10.");
        await PostedAsync("/object", new { from = 2, to = 1 }, "", "The period ends before it begins.");
        await SentAsync("/members?text=saucers", "Text", "The field Text must be a string with a maximum length of 5.");
        await SentAsync("/query?size=1000", "size", "The field size must be between 1 and 100.");
        await SentAsync("/route/1000", "size", "The field size must be between 1 and 100.");
        await SentAsync("/header", "shop", "The field shop must be a string with a maximum length of 3.");
        Assert.Equal("200 text/plain taken", (await after.PostAsync("/record", new { name = "Mug", count = 2 })).ToString());
        Assert.Equal("200 text/plain taken", (await after.GetAsync("/query?size=100")).ToString());

        Task PostedAsync(string path, object json, string member, string problem) => RefusedAsync(host => host.PostAsync(path, json), member, problem);

        Task SentAsync(string path, string member, string problem) => RefusedAsync(host => host.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-Shop", "Harbor" } } }), member, problem);

        async Task RefusedAsync(Func<EndpointHost, Task<Answer>> send, string member, string problem)
        {
            Assert.Equal("200 text/plain taken", (await send(before)).ToString());
            var refused = await send(after);
            Assert.True(refused is { Status: 400, IsProblem: true }, refused.ToString());
            Assert.Contains($"\"{member}\":[\"{problem}\"]", refused.Body);
        }
    }
}
