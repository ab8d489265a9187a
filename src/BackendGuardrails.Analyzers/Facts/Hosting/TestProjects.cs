using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Hosting;

/// <summary>Is a compilation there for tests: the tests themselves, or what tests share in a library of its own?</summary>
internal static class TestProjects
{
    private static readonly string[] Frameworks =
    [
        "Xunit.FactAttribute", "NUnit.Framework.TestAttribute", "Microsoft.VisualStudio.TestTools.UnitTesting.TestMethodAttribute", "TUnit.Core.TestAttribute",
    ];

    /// <summary>Mocks, assertions and hosts of tests. An application may refer to one by mistake; a library with one is shared by tests.</summary>
    private static readonly string[] Aids =
    [
        "Moq.Mock`1", "NSubstitute.Substitute", "FakeItEasy.A", "AutoFixture.Fixture", "FluentAssertions.AssertionExtensions", "Shouldly.ShouldBeTestExtensions",
        "Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactory`1", "Microsoft.AspNetCore.TestHost.TestServer", "DotNet.Testcontainers.Containers.IContainer",
        "Reqnroll.BindingAttribute", "TechTalk.SpecFlow.BindingAttribute",
    ];

    /// <summary>The words before "tests"; E2E ends with an E. Blood tests and flight tests are somebody's business.</summary>
    private static readonly ImmutableHashSet<string> Kinds = ImmutableHashSet.Create(
        StringComparer.Ordinal, "unit", "integration", "functional", "acceptance", "component", "architecture", "contract", "system", "smoke", "regression", "end", "e", "api");

    /// <summary>The words behind "test" that name what tests share.</summary>
    private static readonly ImmutableHashSet<string> SharedParts = ImmutableHashSet.Create(
        StringComparer.Ordinal, "suite", "helper", "helpers", "util", "utils", "utilities", "support", "kit", "fixtures", "base", "common", "infrastructure", "shared", "doubles", "extensions");

    public static bool Are(Compilation compilation, KnownTypes types) =>
        types.HasAny(Frameworks) || compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary && (types.HasAny(Aids) || IsNamedSo(compilation.AssemblyName));

    /// <summary>Shop.Tests, Shop.IntegrationTests, TestSuite.Shared</summary>
    private static bool IsNamedSo(string? assembly) => assembly is not null && assembly.Split('.', '-', '_').Any(part => IsForTests(NameWords.Of(part)));

    private static bool IsForTests(ImmutableArray<string> words) => words.Length switch
    {
        0 => false,
        1 => words[0] == "tests",
        var count => words[count - 1] == "tests" && Kinds.Contains(words[count - 2]) || words[0] == "test" && count == 2 && SharedParts.Contains(words[1]),
    };
}
