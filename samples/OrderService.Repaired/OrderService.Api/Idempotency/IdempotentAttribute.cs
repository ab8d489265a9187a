#nullable enable
using System;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace OrderService.Api.Idempotency;

/// <summary>POST and PATCH of the action, or of the controller, are done once for each Idempotency-Key.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class IdempotentAttribute : Attribute, IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        if (!IdempotentRequests.Concerns(context.HttpContext.Request))
            await next();
        else if (!await IdempotentRequests.RunAsync(context.HttpContext, () => RunAsync(next)))
            context.Result = new EmptyResult();
    }

    private static async Task RunAsync(ResourceExecutionDelegate next)
    {
        var done = await next();
        if (done.Exception is { } failure && !done.ExceptionHandled)
            ExceptionDispatchInfo.Capture(failure).Throw();
    }
}
