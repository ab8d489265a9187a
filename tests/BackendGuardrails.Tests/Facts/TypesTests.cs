using BackendGuardrails.Facts;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BackendGuardrails.Tests.Facts;

public class TypesTests
{
    private static ITypeSymbol TypeOf(string declaration) => Probe.Of($$"""
        {{declaration}}
        namespace Shop
        {
            class Outer { public class Inner<T> { } }
            class Outer<T> { public class Inner { } }
            interface IKeeper { }
            interface IKeeper<T> : IKeeper { }
            class Keeper : IKeeper<int> { }
            class KeeperOfMany : Keeper { }
        }
        namespace Else { class Keeper { } }
        """).Type;

    [Theory]
    [InlineData("[|class Global { }|]", "Global")]
    [InlineData("class C { [|Shop.Keeper|] x = null!; }", "Shop.Keeper")]
    [InlineData("class C { [|Shop.Keeper?|] x; }", "Shop.Keeper")]
    [InlineData("class C { [|Shop.IKeeper<string>|] x = null!; }", "Shop.IKeeper`1")]
    [InlineData("class C { [|Shop.Outer.Inner<int>|] x = null!; }", "Shop.Outer+Inner`1")]
    [InlineData("class C { [|Shop.Outer<int>.Inner|] x = null!; }", "Shop.Outer`1+Inner")]
    [InlineData("class C { [|int|] x; }", "System.Int32")]
    public void A_type_is_told_by_its_full_name(string declaration, string name) => Assert.True(TypeOf(declaration).Is(name));

    [Theory]
    [InlineData("class C { [|Else.Keeper|] x = null!; }", "Shop.Keeper")]
    [InlineData("class C { [|Shop.Keeper|] x = null!; }", "Keeper")]
    [InlineData("class C { [|Shop.Keeper|] x = null!; }", "My.Shop.Keeper")]
    [InlineData("class C { [|Shop.Keeper|] x = null!; }", "hop.Keeper")]
    [InlineData("class C { [|Shop.IKeeper|] x = null!; }", "Shop.IKeeper`1")]
    [InlineData("class C { [|Shop.IKeeper<int>|] x = null!; }", "Shop.IKeeper")]
    [InlineData("class C { [|Shop.Outer.Inner<int>|] x = null!; }", "Shop.Outer.Inner`1")]
    [InlineData("class C { [|Shop.KeeperOfMany|] x = null!; }", "Shop.Keeper")]
    [InlineData("class C { [|int[]|] x = null!; }", "System.Int32")]
    [InlineData("class C { [|dynamic|] x = null!; }", "System.Object")]
    public void A_lookalike_is_another_type(string declaration, string name) => Assert.False(TypeOf(declaration).Is(name));

    [Theory]
    [InlineData("class C { [|Shop.Keeper|] x = null!; }", "Shop.Keeper")]
    [InlineData("class C { [|Shop.KeeperOfMany|] x = null!; }", "Shop.Keeper")]
    [InlineData("class C { [|Shop.KeeperOfMany|] x = null!; }", "Shop.IKeeper`1")]
    [InlineData("class C { [|Shop.KeeperOfMany|] x = null!; }", "Shop.IKeeper")]
    [InlineData("class C { [|Shop.KeeperOfMany|] x = null!; }", "System.Object")]
    [InlineData("class C<T> where T : Shop.Keeper { [|T|] x = null!; }", "Shop.IKeeper")]
    [InlineData("class C<T, U> where T : U where U : Shop.Keeper { [|T|] x = null!; }", "Shop.IKeeper")]
    public void Whatever_derives_counts(string declaration, string name) => Assert.True(TypeOf(declaration).IsOrInherits(name));

    [Theory]
    [InlineData("class C { [|Else.Keeper|] x = null!; }", "Shop.IKeeper")]
    [InlineData("class C<T> { [|T|] x = default!; }", "Shop.IKeeper")]
    public void What_does_not_derive_does_not_count(string declaration, string name) => Assert.False(TypeOf(declaration).IsOrInherits(name));

    [Fact]
    public void Nothing_is_no_type()
    {
        Assert.False(((ITypeSymbol?)null).Is("System.Object"));
        Assert.False(((ITypeSymbol?)null).IsOrInherits("System.Object"));
        Assert.False(((ISymbol?)null).IsMemberOf("System.Object"));
    }

    [Fact]
    public void Cyclic_constraints_end()
    {
        var compilation = CSharpCompilation.Create("Cyclic", [CSharpSyntaxTree.ParseText("class C<T, U> where T : U where U : T { }")], RealReferences.Default);
        var type = compilation.GetTypeByMetadataName("C`2")!.TypeParameters[0];

        Assert.False(type.IsOrInherits("Shop.IKeeper"));
    }

    [Fact]
    public void A_type_in_two_assemblies_is_known_all_the_same()
    {
        MetadataReference[] twice = [Library("One"), Library("Two")];
        var probe = Probe.Of("class C { }", [], twice);

        Assert.Null(probe.Facts.Compilation.GetTypeByMetadataName("Library.Keeper"));
        Assert.True(probe.Facts.Types.Has("Library.Keeper"));
        Assert.True(probe.Facts.Types.HasAny("Library.Missing", "Library.Keeper"));
        Assert.False(probe.Facts.Types.HasAny("Library.Missing"));
        Assert.False(probe.Facts.Types.Has("Keeper"));
    }

    [Fact]
    public void A_compilation_has_one_set_of_facts()
    {
        var facts = Probe.Of("class C { }").Facts;

        Assert.Same(facts, CompilationFacts.For(facts.Compilation, TestOptions.Of()));
        Assert.NotSame(facts, CompilationFacts.For(facts.Compilation.Clone(), TestOptions.Of()));
    }

    [Theory]
    [InlineData("Xunit", "FactAttribute")]
    [InlineData("NUnit.Framework", "TestAttribute")]
    [InlineData("Microsoft.VisualStudio.TestTools.UnitTesting", "TestMethodAttribute")]
    [InlineData("TUnit.Core", "TestAttribute")]
    public void A_project_with_a_test_framework_is_a_test_project(string space, string attribute)
    {
        var source = $"namespace {space} {{ class {attribute} : System.Attribute {{ }} }}";

        Assert.True(Probe.Of(source).Facts.IsTestProject);
        Assert.False(Probe.Of(source, ("backend_guardrails.analyze_test_projects", "true")).Facts.IsTestProject);
        Assert.False(Probe.Of("class C { }").Facts.IsTestProject);
    }

    [Theory]
    [InlineData("Moq", "Mock<T>", true)]
    [InlineData("NSubstitute", "Substitute", true)]
    [InlineData("Microsoft.AspNetCore.Mvc.Testing", "WebApplicationFactory<T>", true)]
    [InlineData("Moq", "Mock", false)]
    [InlineData("Shop.Testing", "Substitute", false)]
    public void A_library_with_mocks_or_a_test_host_is_shared_by_tests(string space, string aid, bool isForTests)
    {
        var source = $"namespace {space} {{ class {aid} {{ }} }}";

        Assert.Equal(isForTests, Probe.Of(source).Facts.IsTestProject);
        Assert.False(Probe.Of(source, ("backend_guardrails.analyze_test_projects", "true")).Facts.IsTestProject);
        Assert.False(Probe.Of($"System.Console.WriteLine(); {source}").Facts.IsTestProject);
    }

    [Theory]
    [InlineData("Shop.Tests", true)]
    [InlineData("Shop.Api.IntegrationTests", true)]
    [InlineData("Shop.E2ETests.Shared", true)]
    [InlineData("TestSuite.Shared", true)]
    [InlineData("Shop-TestHelpers", true)]
    [InlineData("Shop", false)]
    [InlineData("Lab.BloodTests", false)]
    [InlineData("Acme.Contests", false)]
    [InlineData("Shop.Testing", false)]
    [InlineData("TestResults.Api", false)]
    public void A_library_may_be_named_after_tests(string assembly, bool isForTests)
    {
        var library = CSharpCompilation.Create(assembly, [], RealReferences.Default, new(OutputKind.DynamicallyLinkedLibrary));
        var program = library.WithOptions(new(OutputKind.ConsoleApplication));

        Assert.Equal(isForTests, CompilationFacts.For(library, TestOptions.Of()).IsTestProject);
        Assert.False(CompilationFacts.For(program, TestOptions.Of()).IsTestProject);
    }

    private static PortableExecutableReference Library(string name)
    {
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText("namespace Library { public class Keeper { } }")],
            RealReferences.Default,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
