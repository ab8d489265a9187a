using BackendGuardrails.Facts.Data.Queries;

namespace BackendGuardrails.Facts.Sql;

/// <summary>A text that an expression may have, and the additions to it that are left out for it.</summary>
internal sealed record WrittenText(string Text, ImmutableArray<IOperation> LeftOut);

/// <summary>Which texts may an expression have, as they are written in the code: constants, holes, both ways of a choice, additions to a local? Nothing for what is made elsewhere.</summary>
internal sealed class WrittenTexts(SourceNames names)
{
    /// <summary>Stands for a value that is not written.</summary>
    public const char Hole = '\u0001';

    private const int Most = 16;
    private const int Depth = 8;

    private static readonly ImmutableArray<WrittenText> None = ImmutableArray<WrittenText>.Empty;

    public ImmutableArray<WrittenText> Of(IOperation value, CancellationToken cancellationToken) => Read(value, Depth, cancellationToken);

    private ImmutableArray<WrittenText> Read(IOperation value, int depth, CancellationToken cancellationToken)
    {
        value = Origins.Of(value, names, cancellationToken);
        if (value.ConstantValue is { HasValue: true } constant)
            return constant.Value is string text ? One(text) : None;
        if (depth == 0)
            return None;
        return value switch
        {
            IInterpolatedStringOperation interpolated => interpolated.Parts.Aggregate(One(""), (before, part) => Join(before, part switch
            {
                IInterpolatedStringTextOperation { Text: var piece } => Read(piece, depth - 1, cancellationToken),
                IInterpolationOperation { Expression: var piece } => OrHole(Read(piece, depth - 1, cancellationToken)),
                _ => One(Hole.ToString()),
            })),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum => Join(OrHole(Read(sum.LeftOperand, depth - 1, cancellationToken)), OrHole(Read(sum.RightOperand, depth - 1, cancellationToken))),
            IConditionalOperation { WhenFalse: { } otherwise } choice => Either(Read(choice.WhenTrue, depth - 1, cancellationToken), Read(otherwise, depth - 1, cancellationToken)),
            ILocalReferenceOperation local => OfLocal(local, depth - 1, cancellationToken),
            IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "FormattableStringFactory" }, Arguments.IsEmpty: false } call => Read(call.Arguments[0].Value, depth - 1, cancellationToken),
            _ => None,
        };
    }

    private ImmutableArray<WrittenText> OfLocal(ILocalReferenceOperation use, int depth, CancellationToken cancellationToken)
    {
        var now = None;
        foreach (var write in VariableWrites.In(use.MemberBody())[use.Local].Where(write => WriteOrder.Reaches(write, use)))
        {
            var given = write switch
            {
                IVariableDeclaratorOperation declarator => declarator.GetVariableInitializer()?.Value,
                ISimpleAssignmentOperation assignment => assignment.Value,
                ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } addition => addition.Value,
                _ => null,
            };
            if (given is null && write is IVariableDeclaratorOperation)
                continue;
            // A text that is added to itself in another way is not followed.
            if (given is null || given.DescendantsAndSelf().Any(part => part is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, use.Local)))
                return None;
            var next = OrHole(Read(given, depth, cancellationToken));
            if (write is ICompoundAssignmentOperation)
                next = Join(now, next);
            now = WriteOrder.Dominates(write, use) ? next : Either(now.Select(text => text with { LeftOut = text.LeftOut.Add(write) }).ToImmutableArray(), next, mayBeEmpty: true);
        }

        return now;
    }

    private static ImmutableArray<WrittenText> One(string text) => ImmutableArray.Create(new WrittenText(text, ImmutableArray<IOperation>.Empty));

    private static ImmutableArray<WrittenText> OrHole(ImmutableArray<WrittenText> texts) => texts.IsEmpty ? One(Hole.ToString()) : texts;

    private static ImmutableArray<WrittenText> Either(ImmutableArray<WrittenText> one, ImmutableArray<WrittenText> other, bool mayBeEmpty = false) =>
        (!mayBeEmpty && (one.IsEmpty || other.IsEmpty)) || one.Length + other.Length > Most ? None : one.AddRange(other);

    private static ImmutableArray<WrittenText> Join(ImmutableArray<WrittenText> before, ImmutableArray<WrittenText> behind) => before.Length * behind.Length > Most
        ? None
        : before.SelectMany(_ => behind, (first, second) => new WrittenText(first.Text + second.Text, first.LeftOut.AddRange(second.LeftOut))).ToImmutableArray();
}
