using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using OrderService.Application;

namespace OrderService.Api;

internal sealed class ConflictHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var detail = exception switch
        {
            OrderRejectedException rejection => rejection.Message,
            DbUpdateConcurrencyException => "The data was changed by somebody else; try again.",
            _ => null,
        };
        if (detail is null)
            return false;

        httpContext.Response.StatusCode = StatusCodes.Status409Conflict;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = StatusCodes.Status409Conflict, Detail = detail },
        });
    }
}
