using System.Collections.Concurrent;
using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries.Bounds;
using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Memory;

/// <summary>
/// Where were the rows read that this value holds, all of them? Followed backward through variables, what leaves them whole, the methods that return them and the parameters that
/// get them. Variables on the way must be used for nothing that needs the rows.
/// </summary>
internal sealed class RowSources(QueryChains chains, ForeignQueries foreign, EntityModel model)
{
    private const int MostSteps = 60;
    private const int MostCalls = 4;
    private const int MostCallers = 4;
    private const int MostTargets = 6;

    private static readonly ImmutableHashSet<string> Readers = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ToList", "ToListAsync", "ToArray", "ToArrayAsync", "ToHashSet", "ToHashSetAsync", "AsEnumerable", "AsAsyncEnumerable");

    private static readonly ImmutableHashSet<string> SameValue = ImmutableHashSet.Create(StringComparer.Ordinal, "ConfigureAwait", "AsTask", "GetAwaiter", "GetResult", "WaitAsync", "WithCancellation", "AsReadOnly");

    private readonly ConcurrentDictionary<IMethodSymbol, RowSource?> _returned = new(SymbolEqualityComparer.Default);

    /// <summary>Null for all that is not provably whole.</summary>
    public RowSource? Of(IOperation rows, CancellationToken cancellationToken) => new Walk(chains, foreign, model, _returned, cancellationToken).Read(rows, 0);

    /// <summary>The call reads a query into memory, or lets it be read by whoever enumerates it.</summary>
    public static bool IsReader(IInvocationOperation call) =>
        Readers.Contains(call.TargetMethod.Name) && QueryOperators.IsHome(call.TargetMethod.ContainingType) && call.Receiver() is { } source && ProviderQueries.IsQueryType(source.Unwrap().Type);

    private sealed class Walk(QueryChains chains, ForeignQueries foreign, EntityModel model, ConcurrentDictionary<IMethodSymbol, RowSource?> known, CancellationToken cancellationToken)
    {
        private readonly HashSet<IOperation> _open = [];
        private int _steps;

        public RowSource? Read(IOperation value, int calls)
        {
            value = value.Unwrap();
            if (++_steps > MostSteps || !_open.Add(value))
                return null;
            var found = ProviderQueries.IsQueryType(value.Type) ? At(value) : Step(value, calls);
            _open.Remove(value);
            return found;
        }

        private static RowSource At(IOperation reader) => new(ImmutableArray.Create(reader), ImmutableArray<IOperation>.Empty);

        private RowSource? Step(IOperation value, int calls) => value switch
        {
            IAwaitOperation await => Read(await.Operation, calls),
            IInvocationOperation call when IsReader(call) => At(call),
            IInvocationOperation call when MemoryOperators.Of(call) is var step && step != RowStep.None => OfOperator(call, step, calls),
            IInvocationOperation { TargetMethod: var method } call when SameValue.Contains(method.Name) && method.OutermostNamespace() == "System" && (call.Receiver() ?? call.Instance) is { } same => Read(same, calls),
            IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" }, Arguments.IsEmpty: false } call => Read(call.Arguments[0].Value, calls),
            IInvocationOperation call => Inside(call, calls),
            IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } => Read(task, calls),
            IPropertyReferenceOperation { Property: { SetMethod: null, IsAbstract: false, IsVirtual: false, IsIndexer: false, GetMethod: { } getter } } property when calls < MostCalls => Returned(getter, calls)?.Behind(property),
            ILocalReferenceOperation local => OfLocal(local, calls),
            IParameterReferenceOperation parameter => OfParameter(parameter, calls),
            IFieldReferenceOperation field => OfField(field, calls),
            IConditionalOperation { WhenFalse: { } otherwise } choice => RowSource.Join(new[] { Read(choice.WhenTrue, calls), Read(otherwise, calls) }),
            _ => null,
        };

        private RowSource? OfOperator(IInvocationOperation call, RowStep step, int calls)
        {
            if (step is not (RowStep.Whole or RowStep.Order or RowStep.Map) || call.Receiver() is not { } rows || Read(rows, calls) is not { } source)
                return null;
            return step switch
            {
                RowStep.Order => source with { IsOrdered = true },
                RowStep.Map => source with { IsMapped = true, IsColumn = !source.IsMapped && IsColumn(call) },
                _ => source,
            };
        }

        private static bool IsColumn(IInvocationOperation select) => select.TargetMethod.TypeArguments.LastOrDefault() is { } made && Translations.IsScalar(made);

        private RowSource? OfLocal(ILocalReferenceOperation use, int calls)
        {
            var values = new List<IOperation>();
            foreach (var write in chains.WritesIn(use.MemberBody())[use.Local].Where(write => write.Syntax.Span.End <= use.Syntax.SpanStart))
            {
                var value = write switch
                {
                    IVariableDeclaratorOperation declarator => declarator.GetVariableInitializer()?.Value,
                    ISimpleAssignmentOperation assignment => assignment.Value,
                    _ => null,
                };
                if (value is null && write is not IVariableDeclaratorOperation || write.EnclosingFunction() != use.EnclosingFunction())
                    return null;
                if (value is not null && !value.Unwrap().IsConstant<object?>(null))
                    values.Add(value);
            }

            return RowSource.Join(values.Select(value => Read(value, calls))) is { } source && !RowUses.Of(use, calls > 0).IsNeeded ? source.Behind(use) : null;
        }

        /// <summary>What all callers hand over, if all of them hand over rows that they use for nothing else.</summary>
        private RowSource? OfParameter(IParameterReferenceOperation use, int calls)
        {
            if (use.Parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method || use.Parameter.RefKind != RefKind.None || Callers.IsReachedUnseen(method) || calls > 0 || chains.WritesIn(use.MemberBody())[use.Parameter].Any() || RowUses.Of(use, false).IsNeeded)
                return null;
            var places = chains.Callers.Of(method, cancellationToken);
            if (places.IsEmpty || places.Length > MostCallers)
                return null;
            var source = RowSource.Join(places.Select(place => place is IInvocationOperation call && ArgumentOf(call, use.Parameter) is { } given ? OfArgument(given, calls) : null));
            return source is null || RowUses.Of(use, false).IsNeeded ? null : source;
        }

        /// <summary>Handed over where they are read; what a variable of the caller holds may be used there.</summary>
        private RowSource? OfArgument(IArgumentOperation given, int calls)
        {
            var value = given.Value.Unwrap();
            return value is ILocalReferenceOperation or IParameterReferenceOperation && !ProviderQueries.IsQueryType(value.Type) ? null : Read(value, calls + 1)?.Behind(given);
        }

        private static IArgumentOperation? ArgumentOf(IInvocationOperation call, IParameterSymbol parameter) =>
            call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter.Name && argument.ArgumentKind == ArgumentKind.Explicit);

        /// <summary>A query that is kept as a plain sequence runs whenever it is enumerated; rows that are kept are for more than this.</summary>
        private RowSource? OfField(IFieldReferenceOperation use, int calls)
        {
            if (use.Field is not { DeclaredAccessibility: Accessibility.Private, Type.Name: "IEnumerable" } || use.Field.DeclaringSyntaxReferences.IsEmpty)
                return null;
            var values = new List<IOperation>();
            if (Origins.DeclaredWith(use.Field, chains.Names, cancellationToken) is { } initial)
                values.Add(initial);
            foreach (var name in chains.Uses.Of(use.Field, SymbolUses.Assigned, cancellationToken))
            {
                if (chains.Names.ModelOf(name.SyntaxTree)?.GetOperation(name.AssignmentTo()!, cancellationToken) is IAssignmentOperation { Value: { } value })
                    values.Add(value);
            }

            return values.Count > 0 && values.All(value => ProviderQueries.IsQueryType(value.Unwrap().Type)) ? RowSource.Join(values.Select(value => Read(value, calls)))?.Behind(use) : null;
        }

        /// <summary>What a method of this compilation returns, of a dispatched one what any of those returns that may run.</summary>
        private RowSource? Inside(IInvocationOperation call, int calls)
        {
            var method = (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;
            if (calls >= MostCalls || method.MethodKind == MethodKind.DelegateInvoke)
                return null;
            if (foreign.EntityOf(call, cancellationToken) is not null)
                return At(call);
            var targets = new List<IMethodSymbol>();
            if (!method.IsAbstract)
                targets.Add(method);
            if (Implementations.IsDispatched(method))
                targets.AddRange(chains.Implementations.Of(method, cancellationToken));
            return targets.Count > MostTargets ? null : RowSource.Join(targets.Select(target => Returned(target, calls)))?.Behind(call);
        }

        /// <summary>A sequence of entities, or of what its own code makes of them; asked before the code is bound.</summary>
        private bool MayReturnRows(IMethodSymbol target)
        {
            var type = target.ReturnType;
            if (type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } awaited })
                type = awaited[0];
            var element = type is IArrayTypeSymbol array ? array.ElementType : EntityConventions.ElementOf(type);
            return element is ITypeParameterSymbol || model.IsEntity(element, cancellationToken)
                || element is not null && target.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken).DescendantTokens().Any(token => token.ValueText is "ToListAsync" or "ToArrayAsync" or "ToList" or "ToArray"));
        }

        /// <summary>Remembered, unless the way to it was too long to tell.</summary>
        private RowSource? Returned(IMethodSymbol target, int calls)
        {
            if (known.TryGetValue(target, out var earlier))
                return earlier;
            if (!MayReturnRows(target))
                return known[target] = null;
            var returned = MethodBodies.ReturnsOf(target, chains.Names, cancellationToken);
            var source = RowSource.Join(returned.Select(value => Read(value, calls + 1)));
            if (source is not null || _steps < MostSteps && calls == 0)
                known[target] = source;
            return source;
        }
    }
}
