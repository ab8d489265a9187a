using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace BackendGuardrails.Facts.Flow;

/// <summary>
/// A property, field or event gets a value: by an assignment, by <c>+=</c>, or as a member of an object initializer or <c>with</c> expression.
/// </summary>
internal sealed class MemberWrite
{
    /// <summary>What to register for to see every write.</summary>
    public static readonly OperationKind[] Kinds = [OperationKind.SimpleAssignment, OperationKind.CompoundAssignment, OperationKind.EventAssignment];

    private MemberWrite(IOperation operation, IMemberReferenceOperation target, IOperation value)
    {
        Operation = operation;
        Target = target;
        Value = value;
    }

    public IOperation Operation { get; }

    public IMemberReferenceOperation Target { get; }

    public ISymbol Member => Target.Member;

    public IOperation Value { get; }

    /// <summary>From the member's name to the end of the value; the name alone when the value has several lines.</summary>
    public Location Location
    {
        get
        {
            var name = Target.Syntax.MemberName();
            var whole = Location.Create(name.SyntaxTree, TextSpan.FromBounds(name.SpanStart, Operation.Syntax.Span.End));
            var lines = whole.GetLineSpan();
            return lines.StartLinePosition.Line == lines.EndLinePosition.Line ? whole : name.GetLocation();
        }
    }

    public static MemberWrite? Of(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment => new(operation, target, assignment.Value),
        ICompoundAssignmentOperation { Target: IMemberReferenceOperation target, OperatorKind: BinaryOperatorKind.Add } addition => new(operation, target, addition.Value),
        IEventAssignmentOperation { EventReference: IMemberReferenceOperation target, Adds: true } subscription => new(operation, target, subscription.HandlerValue),
        _ => null,
    };

    /// <summary>The part of the value that is as asked: the value itself, or an arm of a conditional, whose guard then counts.</summary>
    public IOperation? Part(Func<IOperation, bool> isAsked) => Functions.Alternatives(Value).FirstOrDefault(isAsked);

    /// <summary>The other writes to the same object: in the same initializer, or to a receiver written alike in the same function.</summary>
    public IEnumerable<MemberWrite> Siblings()
    {
        var around = Operation.Parent is IObjectOrCollectionInitializerOperation initializer
            ? initializer.Initializers
            : Operation.Ancestors().OfType<IBlockOperation>().FirstOrDefault()?.Descendants() ?? Enumerable.Empty<IOperation>();
        return around.Select(Of).OfType<MemberWrite>().Where(other => other.Operation != Operation && IsToSameObject(other));
    }

    private bool IsToSameObject(MemberWrite other) => (Target.Instance, other.Target.Instance) switch
    {
        (IInstanceReferenceOperation mine, IInstanceReferenceOperation theirs) => mine.ReferenceKind == theirs.ReferenceKind,
        ({ } mine, { } theirs) => SyntaxFactory.AreEquivalent(mine.Syntax, theirs.Syntax),
        _ => false,
    };
}

/// <summary>Members of libraries by the full metadata name of the type that declares them. A member of a derived type counts.</summary>
internal sealed class MemberTable(params (string Type, string Member)[] rows)
{
    private readonly ILookup<string, string> _typesByMember = rows.ToLookup(row => row.Member, row => row.Type, StringComparer.Ordinal);

    public bool Contains(ISymbol member)
    {
        foreach (var type in _typesByMember[member.Name])
        {
            if (member.IsMemberOf(type))
                return true;
        }

        return false;
    }

    /// <summary>Whether a compilation can use any of them.</summary>
    public bool IsKnownTo(KnownTypes types) => rows.Any(row => types.Has(row.Type));
}
