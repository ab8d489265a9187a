using System.Diagnostics.CodeAnalysis;

namespace Microsoft.CodeAnalysis.Testing;

public interface IVerifier
{
    void Empty<T>(string collectionName, IEnumerable<T> collection);
    void Equal<T>(T expected, T actual, string? message = null);
    void True([DoesNotReturnIf(false)] bool assert, string? message = null);
    void False([DoesNotReturnIf(true)] bool assert, string? message = null);
    [DoesNotReturn]
    void Fail(string? message = null);
    void LanguageIsSupported(string language);
    void NotEmpty<T>(string collectionName, IEnumerable<T> collection);
    void SequenceEqual<T>(IEnumerable<T> expected, IEnumerable<T> actual, IEqualityComparer<T>? equalityComparer = null, string? message = null);
    IVerifier PushContext(string context);
}

public class DefaultVerifier : IVerifier
{
    private readonly string context = "";

    public DefaultVerifier()
    {
    }

    private DefaultVerifier(string context) => this.context = context;

    public virtual void Empty<T>(string collectionName, IEnumerable<T> collection) =>
        True(!collection.Any(), $"{collectionName} should be empty.");

    public virtual void NotEmpty<T>(string collectionName, IEnumerable<T> collection) =>
        True(collection.Any(), $"{collectionName} should not be empty.");

    public virtual void Equal<T>(T expected, T actual, string? message = null) =>
        True(EqualityComparer<T>.Default.Equals(expected, actual), message ?? $"Expected '{expected}', got '{actual}'.");

    public virtual void SequenceEqual<T>(
        IEnumerable<T> expected, IEnumerable<T> actual, IEqualityComparer<T>? equalityComparer = null, string? message = null) =>
        True(
            expected.SequenceEqual(actual, equalityComparer),
            message ?? $"Expected [{string.Join(", ", expected)}], got [{string.Join(", ", actual)}].");

    public virtual void True([DoesNotReturnIf(false)] bool assert, string? message = null)
    {
        if (!assert)
            Fail(message);
    }

    public virtual void False([DoesNotReturnIf(true)] bool assert, string? message = null) => True(!assert, message);

    public virtual void LanguageIsSupported(string language) =>
        True(language == LanguageNames.CSharp, $"This harness knows C# only, not '{language}'.");

    [DoesNotReturn]
    public virtual void Fail(string? message = null) =>
        throw new InvalidOperationException(context + (message ?? "The verification failed."));

    public virtual IVerifier PushContext(string context) => new DefaultVerifier($"{this.context}In {context}:{Environment.NewLine}");
}
