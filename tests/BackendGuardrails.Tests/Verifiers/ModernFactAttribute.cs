using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackendGuardrails.Tests.Verifiers;

/// <summary>A test whose sources are C# 12, which the oldest compiler under test does not know.</summary>
public sealed class ModernFactAttribute : FactAttribute
{
    private const int CSharp12 = 1200;

    public ModernFactAttribute()
    {
        if (!IsModern)
            Skip = "The compiler under test does not know C# 12.";
    }

    /// <summary>Whether the compiler under test knows C# 12.</summary>
    public static bool IsModern => (int)LanguageVersion.Latest.MapSpecifiedToEffectiveVersion() >= CSharp12;
}
