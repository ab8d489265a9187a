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

    public interface IRuleBuilder<T, out TProperty>
    {
    }

    public static class DefaultValidatorExtensions
    {
        public static IRuleBuilder<T, TProperty> NotEmpty<T, TProperty>(this IRuleBuilder<T, TProperty> rule) => rule;

        public static IRuleBuilder<T, TProperty> LessThanOrEqualTo<T, TProperty>(this IRuleBuilder<T, TProperty> rule, TProperty value) => rule;
    }

    public abstract class AbstractValidator<T> : IValidator<T>
    {
        public IRuleBuilder<T, TProperty> RuleFor<TProperty>(System.Linq.Expressions.Expression<System.Func<T, TProperty>> member) => throw new System.NotImplementedException();

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
