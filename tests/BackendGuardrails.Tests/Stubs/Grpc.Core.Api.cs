#nullable enable
namespace Grpc.Core
{
    using System.Runtime.CompilerServices;
    using System.Threading;
    using System.Threading.Tasks;

    public readonly struct CallOptions
    {
        public CallOptions(CancellationToken cancellationToken) => CancellationToken = cancellationToken;

        public CancellationToken CancellationToken { get; }
    }

    public class Method<TRequest, TResponse>
    {
        public Method(string serviceName, string name) => FullName = $"/{serviceName}/{name}";

        public string FullName { get; }
    }

    public sealed class AsyncUnaryCall<TResponse> : System.IDisposable
    {
        private readonly Task<TResponse> _response;

        public AsyncUnaryCall(Task<TResponse> response) => _response = response;

        public Task<TResponse> ResponseAsync => _response;

        public TaskAwaiter<TResponse> GetAwaiter() => _response.GetAwaiter();

        public void Dispose()
        {
        }
    }

    public abstract class CallInvoker
    {
        public abstract AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
            where TRequest : class
            where TResponse : class;
    }

    public abstract class ClientBase
    {
        protected ClientBase(CallInvoker callInvoker) => CallInvoker = callInvoker;

        protected CallInvoker CallInvoker { get; }
    }

    public abstract class ClientBase<T> : ClientBase
        where T : ClientBase<T>
    {
        protected ClientBase(CallInvoker callInvoker)
            : base(callInvoker)
        {
        }
    }

    public enum StatusCode
    {
        NotFound = 5,
        Internal = 13,
    }

    public struct Status
    {
        public Status(StatusCode statusCode, string detail)
        {
            StatusCode = statusCode;
            Detail = detail;
        }

        public StatusCode StatusCode { get; }

        public string Detail { get; }
    }

    public class RpcException : System.Exception
    {
        public RpcException(Status status)
            : base(status.Detail) => Status = status;

        public Status Status { get; }
    }
}
