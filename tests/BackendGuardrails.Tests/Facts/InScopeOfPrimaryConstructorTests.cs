using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Tests.Facts;

/// <summary>Left out under a Roslyn that does not know primary constructors.</summary>
public class InScopeOfPrimaryConstructorTests
{
    private static string? Logger(string members, string type) => InScope.Find(Probe.Of($"{type} {{ {members} }}").Operation, Wanted.Logger);

    [Fact]
    public void A_parameter_of_the_class_is_found() =>
        Assert.Equal("logger", Logger("void M() => [|Console.WriteLine()|];", "class Service(ILogger<Service> logger)"));

    [Fact]
    public void A_parameter_of_the_class_is_out_of_reach_in_a_static_method() =>
        Assert.Null(Logger("static void M() => [|Console.WriteLine()|];", "class Service(ILogger<Service> logger)"));

    [Fact]
    public void A_parameter_of_the_class_is_within_reach_of_its_initializers() =>
        Assert.Equal("logger", Logger("object made = [|new object()|];", "class Service(ILogger<Service> logger)"));

    [Fact]
    public void A_field_wins_over_the_parameter_it_keeps() => Assert.Equal(
        "_logger", Logger("readonly ILogger _logger = logger; void M() => [|Console.WriteLine()|];", "class Service(ILogger logger)"));
}
