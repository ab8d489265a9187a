#nullable enable
namespace FluentValidation
{
    using System.Threading;
    using System.Threading.Tasks;

    public interface IValidator
    {
    }

    public interface IValidator<in T> : IValidator
    {
        Results.ValidationResult Validate(T instance);

        Task<Results.ValidationResult> ValidateAsync(T instance, CancellationToken cancellation = default);
    }

    public abstract class AbstractValidator<T> : IValidator<T>
    {
        public virtual Results.ValidationResult Validate(T instance) => new();

        public virtual Task<Results.ValidationResult> ValidateAsync(T instance, CancellationToken cancellation = default) => Task.FromResult(Validate(instance));
    }

    public class InlineValidator<T> : AbstractValidator<T>
    {
    }
}

namespace FluentValidation.Results
{
    public class ValidationResult
    {
        public virtual bool IsValid => true;
    }
}
