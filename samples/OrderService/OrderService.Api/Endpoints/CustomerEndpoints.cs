using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using OrderService.Application.Customers;

namespace OrderService.Api.Endpoints;

public sealed record ProfileRequest(
    [Required, StringLength(200)] string Name,
    [Required, EmailAddress] string Email,
    [Required, RegularExpression("^[A-Z]{2}$")] string Country,
    [Required, StringLength(12, MinimumLength = 3)] string PostalCode);

public sealed record ProfileResponse(string Name, string Email, string Country, string PostalCode);

internal static class CustomerEndpoints
{
    public static void MapCustomers(this IEndpointRouteBuilder app)
    {
        var profile = app.MapGroup("/customers/me").RequireAuthorization();
        profile.MapGet("/", ReadProfileAsync);
        profile.MapPut("/", SaveProfileAsync);
    }

    private static async Task<IResult> ReadProfileAsync(
        ClaimsPrincipal caller, ICustomerRepository customers, CancellationToken cancellationToken) =>
        await customers.FindAsync(caller.CustomerId(), cancellationToken) is { } customer
            ? TypedResults.Ok(new ProfileResponse(customer.Name, customer.Email, customer.Country, customer.PostalCode))
            : TypedResults.NotFound();

    private static async Task<IResult> SaveProfileAsync(
        ProfileRequest request, ClaimsPrincipal caller, ICustomerRepository customers, CancellationToken cancellationToken) // guardrail: BG3013
    {
        var profile = new Customer
        {
            Id = caller.CustomerId(),
            Name = request.Name,
            Email = request.Email,
            Country = request.Country,
            PostalCode = request.PostalCode,
        };
        await customers.SaveAsync(profile, cancellationToken);
        return TypedResults.NoContent();
    }
}
