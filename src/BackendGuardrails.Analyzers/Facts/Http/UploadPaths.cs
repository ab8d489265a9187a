using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Logging;

namespace BackendGuardrails.Facts.Http;

/// <param name="Place">The call that makes a path of the name, or opens the file.</param>
/// <param name="OpensFile">Whether the path was followed to a file; otherwise it goes where it cannot be followed.</param>
/// <param name="IsWithin">Whether a directory of the program stands in front of it; otherwise the client says where on the machine.</param>
internal sealed record UploadPath(IOperation Place, bool OpensFile, bool IsWithin);

/// <summary>Does a file name that a client sent become a part of a path here, directories and all?</summary>
internal sealed class UploadPaths(SourceNames names, CalledMethods called)
{
    private const int MostLocals = 3;
    private const int MostCalls = 2;

    private const string Path = "System.IO.Path";

    /// <summary>What opens, makes or removes the file of a path.</summary>
    private static readonly string[] Files =
    [
        "System.IO.File", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.StreamWriter", "System.IO.StreamReader",
    ];

    /// <summary>The text afterwards still has all that can lead out of a directory.</summary>
    private static readonly string[] Keeping = ["Trim", "TrimStart", "TrimEnd", "ToLower", "ToLowerInvariant", "ToUpper", "ToUpperInvariant", "ToString", "Normalize", "PadLeft", "PadRight"];

    /// <summary>What looks at the text before it is used.</summary>
    private static readonly string[] Checks = ["StartsWith", "Contains", "IndexOfAny", "IndexOf", "IsMatch", "Equals", "ContainsKey", "TryGetValue", "IsPathRooted", "IsPathFullyQualified"];

    public UploadPath? Of(IOperation name, CancellationToken cancellationToken)
    {
        var walk = new Walk(names, called, cancellationToken);
        return walk.From(name, MostLocals, MostCalls, isWithin: false) is { } found && !walk.IsChecked(name) ? found : null;
    }

    private sealed class Walk(SourceNames names, CalledMethods called, CancellationToken cancellationToken)
    {
        private readonly HashSet<ISymbol> _carriers = new(SymbolEqualityComparer.Default);
        private readonly HashSet<ISymbol> _asked = new(SymbolEqualityComparer.Default);

        public UploadPath? From(IOperation value, int locals, int calls, bool isWithin)
        {
            UploadPath? path = null;
            var child = value;
            for (var parent = value.Parent; parent is not null; child = parent, parent = parent.Parent)
            {
                switch (parent)
                {
                    case IArgumentOperation { Parent: { } taker } argument:
                        parent = taker;
                        if (IsOfFiles(taker, argument))
                            return new(taker, true, isWithin);
                        if (taker is not IInvocationOperation made || !Passes(made))
                            return Inside(argument, locals, calls, isWithin) ?? path;
                        isWithin |= argument.Parameter is { Ordinal: > 0 };
                        if (made.TargetMethod is { Name: "Combine" or "Join" } combine && combine.ContainingType.Is(Path))
                            path ??= new(made, false, isWithin);
                        break;
                    case IInvocationOperation call when !(call.Instance == child && IsKept(call)):
                    case IConditionalOperation conditional when conditional.Condition == child:
                    case IBinaryOperation { OperatorKind: not BinaryOperatorKind.Add }:
                        return path;
                    case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                        return In(declarator.Symbol, declarator, locals, calls, isWithin) ?? path;
                    case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when assignment.Value == child:
                        return In(target.Local, assignment, locals, calls, isWithin) ?? path;
                    case IConversionOperation or IParenthesizedOperation or IInterpolationOperation or IInterpolatedStringOperation or IBinaryOperation or ICoalesceOperation or IConditionalAccessOperation or IConditionalOperation or IInvocationOperation
                        or IArrayInitializerOperation or IArrayCreationOperation:
                        isWithin |= IsBehind(child, parent);
                        break;
                    default:
                        if (parent.Kind == (OperationKind)Values.Containers.CollectionExpression)
                            break;
                        return path;
                }
            }

            return path;
        }

        /// <summary>Whether something asks about the text, or about what was made of it, before it is used.</summary>
        public bool IsChecked(IOperation name)
        {
            var body = name.MemberBody();
            return names.FindIn(body.Syntax.SyntaxTree, "GetInvalidFileNameChars", cancellationToken).Any(found => body.Syntax.Span.Contains(found.Span))
                || body.Descendants().OfType<IInvocationOperation>().Any(call => call.Type?.SpecialType is SpecialType.System_Boolean or SpecialType.System_Int32
                    && (Checks.Contains(call.TargetMethod.Name) && PartsOf(call).Any(part => Is(part, name)) || call.Arguments.Any(argument => Is(argument.Value.Unwrap(), name) && AsksAbout(argument))));
        }

        /// <summary>Not an extension, which says nothing of the directories in front of it.</summary>
        private static IEnumerable<IOperation> PartsOf(IInvocationOperation call) =>
            call.ChildOperations.SelectMany(part => part.DescendantsAndSelf()).Where(part => !part.Ancestors().TakeWhile(outer => outer != call).Any(outer => outer is IInvocationOperation { TargetMethod.Name: "GetExtension" }));

        private bool Is(IOperation part, IOperation name) => IsCarrier(part) || part.Syntax.IsEquivalentTo(name.Syntax);

        /// <summary>Whether a method of this compilation, asked about the text, looks at it.</summary>
        private bool AsksAbout(IArgumentOperation argument) =>
            argument is { Parent: IInvocationOperation { TargetMethod: var method }, Parameter: { } parameter } && _asked.Add(method) && Bodies.CodeOf((method.ReducedFrom ?? method).OriginalDefinition, names, cancellationToken) is { } body
            && UsesOf(parameter, body).Any(IsChecked);

        private static IEnumerable<IParameterReferenceOperation> UsesOf(IParameterSymbol parameter, IOperation body) =>
            body.Descendants().OfType<IParameterReferenceOperation>().Where(use => use.Parameter.Ordinal == parameter.Ordinal && use.Parameter.Name == parameter.Name);

        private bool IsCarrier(IOperation operation) => operation is ILocalReferenceOperation { Local: var local } && _carriers.Contains(local);

        private UploadPath? In(ILocalSymbol local, IOperation from, int locals, int calls, bool isWithin)
        {
            if (locals == 0 || !_carriers.Add(local))
                return null;
            var uses = from.MemberBody().Descendants().OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, local) && use.Syntax.SpanStart > from.Syntax.Span.Start).ToList();
            // What it holds from then on is another matter.
            var end = uses.Where(IsReplaced).Select(use => use.Parent!.Syntax.Span.End).Where(at => at > from.Syntax.Span.End).DefaultIfEmpty(int.MaxValue).Min();
            return Best(uses.Where(use => use.Syntax.SpanStart <= end).Select(use => From(use, locals - 1, calls, isWithin)));
        }

        /// <summary>What a method of this compilation does with it, or one that implements it.</summary>
        private UploadPath? Inside(IArgumentOperation argument, int locals, int calls, bool isWithin) =>
            calls == 0 || argument is not { Parent: IInvocationOperation call, Parameter: { } parameter } ? null : Best(called.By(call, cancellationToken).Select(method => InBody(method, parameter.Ordinal, locals, calls, isWithin)));

        private UploadPath? InBody(IMethodSymbol method, int ordinal, int locals, int calls, bool isWithin)
        {
            var code = (method.ReducedFrom ?? method).OriginalDefinition;
            if (Bodies.CodeOf(code, names, cancellationToken) is not { } body || ordinal >= code.Parameters.Length)
                return null;
            var uses = UsesOf(code.Parameters[ordinal], body).ToList();
            return uses.Any(IsReplaced) || uses.Any(IsChecked) ? null : Best(uses.Select(use => From(use, locals, calls - 1, isWithin)));
        }

        private static UploadPath? Best(IEnumerable<UploadPath?> found) => found.OfType<UploadPath>().OrderByDescending(one => one.OpensFile).FirstOrDefault();
    }

    /// <summary>Whether something is put together in which this comes after something else.</summary>
    private static bool IsBehind(IOperation part, IOperation whole) => whole switch
    {
        IBinaryOperation sum => sum.RightOperand == part,
        IInterpolatedStringOperation text => text.Parts.FirstOrDefault() != part,
        IArrayInitializerOperation elements => elements.ElementValues.FirstOrDefault() != part,
        _ => false,
    };

    /// <summary>Something else is done with the text that may find out whether it is a good one: it is compared, or looked up.</summary>
    public static bool IsUsedOtherwise(IOperation use) => use.Ancestors().TakeWhile(outer => outer is not (IBlockOperation or IAnonymousFunctionOperation)).FirstOrDefault(outer => outer is IArgumentOperation or IBinaryOperation or IIsPatternOperation or ISwitchOperation or ISwitchExpressionOperation) switch
    {
        IArgumentOperation { Parent: IInvocationOperation call } argument => !IsOfFiles(call, argument) && !Passes(call) && LogCall.At(call) is null && !call.TargetMethod.Name.StartsWith("IsNullOr", StringComparison.Ordinal) && !call.TargetMethod.Name.StartsWith("ThrowIfNull", StringComparison.Ordinal),
        IBinaryOperation { OperatorKind: not BinaryOperatorKind.Add } comparison => !comparison.LeftOperand.IsNull() && !comparison.RightOperand.IsNull(),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } => !value.IsNull(),
        IIsPatternOperation or ISwitchOperation or ISwitchExpressionOperation => true,
        _ => false,
    };

    /// <summary>The variable gets another value here.</summary>
    public static bool IsReplaced(IOperation use) => use.Parent is ISimpleAssignmentOperation assignment && assignment.Target == use;

    private static bool IsOfFiles(IOperation taker, IArgumentOperation argument)
    {
        var type = (taker as IInvocationOperation)?.TargetMethod.ContainingType ?? taker.Type;
        if (argument.Parameter?.Name is "path" or "physicalPath" or "fileName" && taker is IInvocationOperation { TargetMethod.Name: "File" or "PhysicalFile" or "SendFileAsync" } or IObjectCreationOperation { Type.Name: "PhysicalFileResult" } && argument.Parameter.IsWithin("Microsoft.AspNetCore"))
            return argument.Parameter.Type.SpecialType == SpecialType.System_String;
        return argument.Parameter?.Name is { } parameter && parameter.IndexOf("content", StringComparison.OrdinalIgnoreCase) < 0 && parameter != "searchPattern" && argument.Parameter.Type.SpecialType == SpecialType.System_String && Files.Any(file => type.Is(file));
    }

    private static bool Passes(IInvocationOperation call) =>
        call.TargetMethod.ContainingType.Is(Path) && call.TargetMethod.Name is "Combine" or "Join" or "GetFullPath" or "ChangeExtension"
        || call.TargetMethod is { IsStatic: true, ContainingType.SpecialType: SpecialType.System_String, Name: "Concat" or "Format" or "Join" };

    private static bool IsKept(IInvocationOperation call) =>
        Keeping.Contains(call.TargetMethod.Name)
        || call.TargetMethod.Name == "Replace" && call.Arguments.FirstOrDefault()?.Value.ConstantValue.Value is var replaced && (replaced as string ?? replaced?.ToString()) is { } text && text.IndexOfAny(['/', '\\', '.']) < 0;
}
