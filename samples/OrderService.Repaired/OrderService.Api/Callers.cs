using System.Security.Claims;

namespace OrderService.Api;

internal static class Policies
{
    public const string Staff = "staff";
}

internal static class Callers
{
    /// <summary>The identity provider uses the customer's id as the subject of its tokens.</summary>
    public static Guid CustomerId(this ClaimsPrincipal caller) =>
        Guid.TryParse(caller.FindFirstValue("sub"), out var customerId)
            ? customerId
            : throw new BadHttpRequestException("The token's subject is not a customer.", StatusCodes.Status403Forbidden);
}
