using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackendGuardrails.Tests.Verifiers;

/// <summary>A test whose sources need a version of C# that the oldest Roslyn of the matrix does not know.</summary>
public sealed class CSharpFactAttribute : FactAttribute
{
    public CSharpFactAttribute(int version)
    {
        if (LanguageVersion.Latest.MapSpecifiedToEffectiveVersion() < (LanguageVersion)(version * 100))
            Skip = $"This Roslyn does not know C# {version}.";
    }
}
