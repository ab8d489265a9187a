namespace BackendGuardrails.Facts.Data.Queries.Untracked;

/// <summary>Entities that nobody tracks come into a variable.</summary>
/// <param name="Write">The declaration, the assignment or the loop.</param>
/// <param name="Value">What is written.</param>
internal sealed record EntityLoad(IOperation Write, IOperation Value, ImmutableArray<QueryChain> Chains, WhyUntracked Why)
{
    private static readonly string[] Telling = ["Attach", "AttachRange", "Update", "UpdateRange", "Entry", "TrackGraph", "Add", "AddRange", "AddAsync"];

    /// <summary>What has run when they are there.</summary>
    public IOperation Start => Write is IForEachLoopOperation ? Write : Value;

    public bool IsOne => Write is not IForEachLoopOperation && Chains.All(chain => chain.PerItem.IsEmpty);

    /// <summary>Taken from a member that somebody has put it into: others have it as well, for as long as they like.</summary>
    public static bool IsKept(IOperation value)
    {
        var current = value.Unwrap();
        while (true)
        {
            switch (current)
            {
                case IFieldReferenceOperation:
                case IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } member when !EfCommands.IsContext(member.Type) && !ProviderQueries.IsQueryType(member.Type):
                    return !ProviderQueries.IsQueryType(current.Type);
                case IAwaitOperation await:
                    current = await.Operation.Unwrap();
                    break;
                case IInvocationOperation call when call.Receiver() is { } receiver && !ProviderQueries.IsQueryType(receiver.Type) && QueryOperators.IsHome(call.TargetMethod.ContainingType):
                    current = receiver.Unwrap();
                    break;
                case IPropertyReferenceOperation { Instance: { } owner }:
                    current = owner.Unwrap();
                    break;
                default:
                    return false;
            }
        }
    }

    /// <summary>In another method than this one: what it loads it also tells a context, or keeps.</summary>
    public static bool IsToldOrKept(QueryChain chain, IOperation body)
    {
        var loaded = chain.Terminal ?? chain.Root;
        var elsewhere = loaded.MemberBody();
        return elsewhere.Syntax != body.Syntax && elsewhere.Descendants().Any(operation => operation switch
        {
            IInvocationOperation call => Telling.Contains(call.TargetMethod.Name) && (EfCommands.IsContext(call.Instance?.Type) || call.Instance?.Type.IsOrInherits("Microsoft.EntityFrameworkCore.DbSet`1") is true) || Remembered.IsFactory(call),
            IAssignmentOperation { Target: IMemberReferenceOperation } keeping => keeping.Value.Syntax.Span.Contains(loaded.Syntax.Span),
            _ => false,
        });
    }
}
