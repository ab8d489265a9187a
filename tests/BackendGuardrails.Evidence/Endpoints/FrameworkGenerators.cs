using System.Reflection;
using BackendGuardrails.Tests.Verifiers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BackendGuardrails.Evidence.Endpoints;

/// <summary>The generators that ASP.NET Core brings along, as a build of a Web project runs them: AddValidation() works with code that they write.</summary>
internal static class FrameworkGenerators
{
    private const string Validations = "Microsoft.Extensions.Validation.ValidationsGenerator";

    /// <summary>What a Web project sets so that calls may be intercepted.</summary>
    public static readonly KeyValuePair<string, string> Feature = new("InterceptorsNamespaces", "Microsoft.AspNetCore.Http.Generated;Microsoft.Extensions.Validation.Generated");

    /// <summary>They lie beside the reference assemblies of the framework.</summary>
    private static readonly Lazy<IIncrementalGenerator> Generator = new(() =>
    {
        var framework = RealReferences.Full.Select(reference => reference.Display!).First(path => Path.GetFileName(path) == "Microsoft.AspNetCore.dll");
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(framework)!, "../../analyzers/dotnet/cs", $"{Validations}.dll"));
        Assert.True(File.Exists(path), $"The framework has no {path}.");
        return (IIncrementalGenerator)Activator.CreateInstance(Assembly.LoadFrom(path).GetTypes().Single(type => type.IsDefined(typeof(GeneratorAttribute))))!;
    });

    public static Compilation WithGeneratedCode(this Compilation compilation, ParseOptions options)
    {
        CSharpGeneratorDriver.Create([Generator.Value.AsSourceGenerator()], parseOptions: (CSharpParseOptions)options).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var problems);
        Assert.Empty(problems);
        return generated;
    }
}
