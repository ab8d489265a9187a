namespace BackendGuardrails.Facts.Values;

/// <summary>A call that may be a check: what it is called on and with.</summary>
internal sealed record CheckedCall(IMethodSymbol Method, IOperation? Instance, ImmutableArray<IArgumentOperation> Arguments)
{
    public IOperation? Argument(int ordinal)
    {
        foreach (var argument in Arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
                return argument.Value;
        }

        return null;
    }
}

/// <summary>What is proven of its operands when a check of a library answers true, and when it answers false.</summary>
internal sealed record CheckResult(ImmutableArray<IOperation> WhenTrue, ImmutableArray<IOperation> WhenFalse)
{
    public static CheckResult True(params IOperation?[] proven) => new(Of(proven), ImmutableArray<IOperation>.Empty);

    private static ImmutableArray<IOperation> Of(IOperation?[] proven) => proven.OfType<IOperation>().ToImmutableArray();
}

/// <summary>Whitelists, comparisons, patterns and parsers of the base library.</summary>
internal static class Checks
{
    private const string Regex = "System.Text.RegularExpressions.Regex";

    private static readonly ImmutableHashSet<string> Characters = ImmutableHashSet.Create(
        "IsLetter", "IsDigit", "IsLetterOrDigit", "IsAsciiLetter", "IsAsciiDigit", "IsAsciiLetterOrDigit", "IsAsciiLetterLower", "IsAsciiLetterUpper", "IsNumber", "IsAsciiHexDigit", "IsUpper", "IsLower");

    /// <summary>Null for what is no check.</summary>
    public static CheckResult? Of(CheckedCall call, Value receiver, Value[] arguments, Func<Value, bool> isOurs, Func<IOperation, string?> patternOf)
    {
        var method = call.Method;
        var isString = method.ContainingType.SpecialType == SpecialType.System_String;
        switch (method.Name)
        {
            case "Contains" or "ContainsKey" when isString:
                return CheckResult.True(receiver.IsHarmless ? call.Argument(0) : null);
            case "Contains" or "ContainsKey" or "Exists" or "TryGetValue" when !method.IsStatic && Containers.IsContainer(method.ContainingType) && arguments.Length > 0:
                return Listed(call.Argument(0), arguments[0], receiver, isOurs);
            case "Contains" or "IndexOf" or "BinarySearch" or "TryGetValue" when method.IsStatic && arguments.Length > 1 && Containers.IsContainer(method.Parameters[0].Type):
                return Listed(call.Argument(1), arguments[1], arguments[0], isOurs);
            case "IndexOf" when !method.IsStatic && !isString && Containers.IsContainer(method.ContainingType) && arguments.Length > 0:
                return Listed(call.Argument(0), arguments[0], receiver, isOurs);
            case "IsSubsetOf" or "IsProperSubsetOf":
                return Listed(call.Instance, receiver, arguments[0], isOurs);
            case "IsSupersetOf" or "IsProperSupersetOf":
                return Listed(call.Argument(0), arguments[0], receiver, isOurs);
            case "Equals" or "Compare" or "CompareOrdinal" or "CompareTo" or "SequenceEqual":
                return Compared(call, receiver, arguments);
            case "IsNullOrEmpty" or "IsNullOrWhiteSpace" when isString:
                return CheckResult.True(call.Argument(0));
            case "TryParse" or "TryParseExact" when SafeTypes.IsSafe(method.ContainingType) || method.ContainingType.SpecialType == SpecialType.System_Enum:
                return CheckResult.True(call.Argument(method.ContainingType.SpecialType == SpecialType.System_Enum && method.Parameters[0].Type.Is("System.Type") ? 1 : 0));
            case "IsDefined" when method.ContainingType.SpecialType == SpecialType.System_Enum:
                return CheckResult.True(call.Argument(arguments.Length - 1));
            case "IsMatch" when method.ContainingType.Is(Regex):
                var pattern = method.IsStatic ? call.Argument(1) : call.Instance;
                return CheckResult.True(pattern is not null && patternOf(pattern) is { } text && IdentifierPattern.Guards(text) && !(method.IsStatic && IsPerLine(call)) ? call.Argument(0) : null);
            case var name when Characters.Contains(name) && method.ContainingType.SpecialType == SpecialType.System_Char:
                return CheckResult.True(call.Argument(0));
            case "Any" when method is { IsStatic: true, Parameters.Length: 1 } && call.Argument(0)?.Unwrap() is IInvocationOperation { TargetMethod.Name: "Except", Arguments.Length: >= 2 } except:
                return new(ImmutableArray<IOperation>.Empty, ImmutableArray.Create(except.Arguments[0].Value));
            default:
                return null;
        }
    }

    /// <summary>A method that can stand for a check by its name alone: <c>All(char.IsDigit)</c>, <c>All(allowed.Contains)</c>; true where the object asked must be a whitelist. Null for all others.</summary>
    public static bool? ProvesArgument(IMethodSymbol method) =>
        method.ContainingType.SpecialType == SpecialType.System_Char && Characters.Contains(method.Name) ? false
        : method.Name is "Contains" or "ContainsKey" && !method.IsStatic && Containers.IsContainer(method.ContainingType) ? true
        : null;

    /// <summary>Parsers throw for what is no number, date or id, so what comes after them knows it is one.</summary>
    public static bool ThrowsUnlessSafe(IMethodSymbol method) =>
        method.Name is "Parse" or "ParseExact" && (SafeTypes.IsSafe(method.ContainingType) || method.ContainingType.SpecialType == SpecialType.System_Enum)
        || method.Name.StartsWith("To", StringComparison.Ordinal) && method.ContainingType.Is("System.Convert") && SafeTypes.IsSafe(method.ReturnType) && method.Parameters.Length > 0
            && method.Parameters[0].Type.SpecialType == SpecialType.System_String;

    /// <summary>The result has no character left that could end a literal or begin a comment.</summary>
    public static bool IsCleaning(IMethodSymbol method, IReadOnlyList<Value> arguments, IOperation operation, Func<IOperation, string?> patternOf) => method.Name switch
    {
        "ToString" => method.ContainingType.Is("System.BitConverter") || SafeTypes.IsSafe(method.ContainingType),
        "Replace" when method.ContainingType.Is(Regex) && operation is IInvocationOperation call =>
            (method.IsStatic ? call.Argument("pattern") : call.Instance) is { } pattern && patternOf(pattern) is { } text && IdentifierPattern.RemovesTheRest(text)
            && call.Argument("replacement") is { } replacement && replacement.ConstantValue.HasValue,
        "GetName" or "GetNames" => method.ContainingType.SpecialType == SpecialType.System_Enum,
        _ => false,
    };

    /// <summary>Whether a list is a whitelist matters only to a text that needs one: who looks an object up in a list does not choose a text by it, and who fills a list is a long question.</summary>
    private static CheckResult Listed(IOperation? subject, Value value, Value list, Func<Value, bool> isOurs) =>
        CheckResult.True(value.IsHarmless || !MayBeText(subject?.Unwrap().Type) || isOurs(list) ? subject : null);

    /// <summary>A text, something that may be one, or several of them.</summary>
    public static bool MayBeText(ITypeSymbol? type) =>
        type is null or { SpecialType: SpecialType.System_String or SpecialType.System_Object or SpecialType.System_Char } or { TypeKind: TypeKind.TypeParameter or TypeKind.Dynamic or TypeKind.Error }
        || type is IArrayTypeSymbol { ElementType: var element } && MayBeText(element)
        || type.OutermostNamespace() is "System" or "Microsoft" && !SafeTypes.IsSafe(type);

    /// <summary>With RegexOptions.Multiline the anchors are those of a line, and what is in the others nobody looks at.</summary>
    private static bool IsPerLine(CheckedCall call) =>
        call.Arguments.Any(argument => argument.Parameter?.Type.Name == "RegexOptions" && !IdentifierPattern.IsForWhole(argument.Value.ConstantValue));

    private static CheckResult? Compared(CheckedCall call, Value receiver, Value[] arguments)
    {
        var operands = call.Instance is null
            ? (call.Argument(0), arguments.Length > 0 ? arguments[0] : Value.Safe, call.Argument(1), arguments.Length > 1 ? arguments[1] : Value.Safe)
            : (call.Instance, receiver, call.Argument(0), arguments.Length > 0 ? arguments[0] : Value.Safe);
        return new(
            new[] { operands.Item4.IsHarmless ? operands.Item1 : null, operands.Item2.IsHarmless ? operands.Item3 : null }.OfType<IOperation>().ToImmutableArray(),
            ImmutableArray<IOperation>.Empty);
    }
}
