namespace BackendGuardrails.Facts.Hosting;

/// <summary>Is this the name of the environment, and which environments does it mean when it has a certain value?</summary>
internal static class Environments
{
    private static readonly string[] Types =
    [
        "Microsoft.Extensions.Hosting.IHostEnvironment", "Microsoft.AspNetCore.Hosting.IHostingEnvironment", "Microsoft.Extensions.Hosting.IHostingEnvironment",
    ];

    /// <summary><c>env.IsDevelopment()</c>, however it is spelled: the receiver is a host environment.</summary>
    public static bool IsAskedBy(IInvocationOperation call) =>
        call.Receiver()?.Unwrap().Type is { } receiver && Types.Any(type => receiver.IsOrInherits(type));

    /// <summary><c>env.EnvironmentName</c>, the variable that sets it, or a local that was declared with either.</summary>
    public static bool IsName(IOperation value) => value switch
    {
        IPropertyReferenceOperation { Property: { Name: "EnvironmentName" } property } => Types.Any(property.IsMemberOf),
        IInvocationOperation { TargetMethod.Name: "GetEnvironmentVariable" } call => call.TargetMethod.IsMemberOf("System.Environment")
            && call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: "ASPNETCORE_ENVIRONMENT" or "DOTNET_ENVIRONMENT" },
        ICoalesceOperation { Value: var name } => IsName(name.Unwrap()),
        ILocalReferenceOperation local => Origins.InitialValue(local)?.Unwrap() is { } initializer and not (ILocalReferenceOperation or ICoalesceOperation) && IsName(initializer),
        _ => false,
    };

    /// <summary>What is known where the environment has this name, or has it not.</summary>
    public static Guard Implied(IOperation name, bool equal)
    {
        if (equal)
            return IsForDevelopment(name.Unwrap()) ? Guard.Development : Guard.None;
        return IsNamed(name.Unwrap(), "Production") ? Guard.Development : Guard.None;
    }

    /// <summary>Every environment with a name of its own but these two is somebody's desk or a test bench.</summary>
    private static bool IsForDevelopment(IOperation name) =>
        name.ConstantValue is { HasValue: true, Value: string } && !IsNamed(name, "Production") && !IsNamed(name, "Staging")
        || name is IFieldReferenceOperation { Field.Name: "Development" };

    private static bool IsNamed(IOperation name, string environment) =>
        name.ConstantValue is { HasValue: true, Value: string text } && text.Equals(environment, StringComparison.OrdinalIgnoreCase)
        || name is IFieldReferenceOperation { Field.Name: var field } && field == environment;
}
