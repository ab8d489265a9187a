namespace BackendGuardrails.Tests.Verifiers;

/// <summary>The declarations of a library that not every feed has, by its real namespaces and signatures: Stubs/{library}.cs.</summary>
public static class Stub
{
    public static string Load(string library)
    {
        using var stream = typeof(Stub).Assembly.GetManifestResourceStream($"Stubs.{library}")
            ?? throw new ArgumentException($"There is no tests/BackendGuardrails.Tests/Stubs/{library}.cs.", nameof(library));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
