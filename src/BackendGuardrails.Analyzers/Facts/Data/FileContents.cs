using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>Does a call carry the contents of a file? Next to them the row that goes with it is small, and whoever handles files handles one at a time.</summary>
internal static class FileContents
{
    private static readonly string[] Types = ["System.IO.Stream", "Microsoft.AspNetCore.Http.IFormFile", "System.IO.Pipelines.PipeReader", "System.IO.Pipelines.PipeWriter"];

    /// <summary>They are handed over or come back, by themselves or in an object that holds them.</summary>
    public static bool AreIn(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.ReturnType: var result } call
        && (IsContent(Awaited(result)) || call.Arguments.Any(argument => argument.IsWritten() && argument.Value.Unwrap().Type is { } type && (IsContent(type) || Holds(type))));

    /// <summary>What goes wrong with a file in the round is caught there: <c>catch (IOException)</c>.</summary>
    public static bool AreGuarded(IOperation operation, IOperation round) => operation.Ancestors().TakeWhile(outer => outer != round).OfType<ITryOperation>()
        .Any(guarded => guarded.Catches.Any(handler => handler.ExceptionType.Is("System.IO.IOException")));

    private static ITypeSymbol Awaited(ITypeSymbol type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } result } ? result[0] : type;

    private static bool IsContent(ITypeSymbol type) => Types.Any(content => type.IsOrInherits(content));

    private static bool Holds(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class } && type.GetMembers().Any(member => member is IPropertySymbol { DeclaredAccessibility: Accessibility.Public, IsStatic: false, Type: var held } && IsContent(held));
}
