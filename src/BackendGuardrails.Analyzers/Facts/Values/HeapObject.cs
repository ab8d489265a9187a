namespace BackendGuardrails.Facts.Values;

/// <summary>An object by the code that makes it. Made again in a loop, it is the latest one.</summary>
internal sealed class HeapObject(SyntaxNode madeBy, ITypeSymbol? type, CallSite? constructor = null, IOperation? function = null) : IEquatable<HeapObject>
{
    public SyntaxNode MadeBy { get; } = madeBy;

    public ITypeSymbol? Type { get; } = type;

    /// <summary>The call of a constructor that code of this compilation may stand behind.</summary>
    public CallSite? Constructor { get; } = constructor;

    /// <summary>The lambda or method that a delegate stands for, as an operation of the graph.</summary>
    public IOperation? Function { get; } = function;

    public bool Equals(HeapObject? other) => other is not null && MadeBy == other.MadeBy && (Function is null) == (other.Function is null) && SymbolEqualityComparer.Default.Equals(Type, other.Type);

    public override bool Equals(object? obj) => Equals(obj as HeapObject);

    public override int GetHashCode() => MadeBy.GetHashCode();
}

/// <summary>A call as one member makes it: what it hands over, and what the objects are like at that moment.</summary>
internal sealed class CallSite(MemberFlow owner, SyntaxNode syntax, IMethodSymbol target)
{
    public MemberFlow Owner { get; } = owner;

    public SyntaxNode Syntax { get; } = syntax;

    public IMethodSymbol Target { get; } = target;

    public Value Receiver { get; set; } = Value.Safe;

    /// <summary>By the ordinal of the parameter; extra ones of a <c>params</c> array are elements of the last.</summary>
    public Value[] Arguments { get; } = Enumerable.Repeat(Value.Safe, target.Parameters.Length).ToArray();

    /// <summary>The objects as they are when the call is made.</summary>
    public Heap Before { get; set; } = Heap.Empty;

    /// <summary>The type the receiver is declared as; what is called follows from it.</summary>
    public ITypeSymbol? ReceiverType { get; set; }

    /// <summary>A call of <c>base.Member</c> is not dispatched.</summary>
    public bool IsBaseCall { get; set; }
}
