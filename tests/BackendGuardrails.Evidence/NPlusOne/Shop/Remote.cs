using System.Net;
using System.Net.Http;
using System.Reflection;
using Grpc.Core;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Remotes;

/// <summary>What other services are asked; nobody answers but this.</summary>
public static class Remote
{
    private static int _calls;

    public static int Calls => _calls;

    public static void Count() => Interlocked.Increment(ref _calls);

    public static HttpClient CreateClient() => new(new CountingHandler()) { BaseAddress = new Uri("http://prices.test/") };

    public static IDatabase CreateRedis() => DispatchProxy.Create<IDatabase, CountingRedis>();

    public static CallInvoker CreateInvoker() => new CountingInvoker();

    public static ISender CreateSender(IServiceProvider services) => new Sender(services);
}

public sealed class CountingHandler : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Remote.Count();
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("1") });
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => SendAsync(request, cancellationToken).Result;
}

public class CountingRedis : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Remote.Count();
        var type = targetMethod!.ReturnType;
        if (!typeof(Task).IsAssignableFrom(type))
            return Default(type);
        return type == typeof(Task) ? Task.CompletedTask : typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [Default(type.GetGenericArguments()[0])]);
    }

    private static object? Default(Type type) => type == typeof(void) ? null : type.IsArray ? Array.CreateInstance(type.GetElementType()!, 0) : type.IsValueType ? Activator.CreateInstance(type) : null;
}

public sealed class CountingInvoker : CallInvoker
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        Remote.Count();
        return new AsyncUnaryCall<TResponse>(Task.FromResult(Activator.CreateInstance<TResponse>()));
    }
}

/// <summary>Finds the handler of a request in the container, as the library does.</summary>
public sealed class Sender(IServiceProvider services) : IMediator
{
    public Task<TResponse> Send<TResponse>(IRequest<TResponse> request, CancellationToken cancellationToken = default)
    {
        var handler = services.GetRequiredService(typeof(IRequestHandler<,>).MakeGenericType(request.GetType(), typeof(TResponse)));
        return (Task<TResponse>)handler.GetType().GetMethod("Handle")!.Invoke(handler, [request, cancellationToken])!;
    }

    public async Task Publish<TNotification>(TNotification notification, CancellationToken cancellationToken = default)
        where TNotification : INotification
    {
        foreach (var handler in services.GetServices<INotificationHandler<TNotification>>())
            await handler.Handle(notification, cancellationToken);
    }
}
