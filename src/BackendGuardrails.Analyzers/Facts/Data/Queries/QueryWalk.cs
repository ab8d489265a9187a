using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Values;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries;

/// <summary>The way back from one value to its queries.</summary>
internal sealed partial class QueryWalk(QueryChains facts, CancellationToken cancellationToken)
{
    private const int MostSteps = 600;
    private const int MostFrames = 6;
    private const string DbSet = "Microsoft.EntityFrameworkCore.DbSet`1";
    private const string KeyValuePair = "System.Collections.Generic.KeyValuePair`2";

    private readonly HashSet<(IOperation, Frame?)> _open = [];
    private int _steps;

    /// <summary>A call that was gone into: its parameters are what it hands over. It is itself and no other: calls on the way are never looked at twice at the same time.</summary>
    private sealed class Frame(IInvocationOperation call, IMethodSymbol method, Frame? outer)
    {
        public IInvocationOperation Call { get; } = call;

        public IMethodSymbol Method { get; } = method;

        public Frame? Outer { get; } = outer;

        public int Depth { get; } = 1 + (outer?.Depth ?? 0);
    }

    public QueryOrigins Of(IOperation value) => Read(value, null);

    private QueryOrigins Read(IOperation value, Frame? frame)
    {
        cancellationToken.ThrowIfCancellationRequested();
        value = value.Unwrap();
        if (++_steps > MostSteps || !_open.Add((value, frame)))
            return QueryOrigins.Unknown;
        try
        {
            return Set(value) ?? Value(value, frame);
        }
        finally
        {
            _open.Remove((value, frame));
        }
    }

    /// <summary>Whatever has the type of a set is one.</summary>
    private QueryOrigins? Set(IOperation value)
    {
        if (value is IInvocationOperation call && QueryOperators.Of(call) != QueryOperator.None)
            return null;
        for (var type = value.Type as INamedTypeSymbol; type is not null; type = type.BaseType)
        {
            if (type.Is(DbSet))
                return QueryOrigins.Of(new(QueryRoot.Set, value, type.TypeArguments[0]) { Tracking = facts.Model.Settings.Tracking(cancellationToken), Splitting = facts.Model.Settings.Splitting(cancellationToken) });
        }

        return null;
    }

    private QueryOrigins Value(IOperation value, Frame? frame) => value switch
    {
        IAwaitOperation await => Read(await.Operation, frame),
        ITranslatedQueryOperation query => Read(query.Operation, frame),
        IConditionalOperation { WhenFalse: { } otherwise } choice => Alternatives([choice.WhenTrue, otherwise], frame),
        ICoalesceOperation either => Alternatives([either.Value, either.WhenNull], frame),
        ISwitchExpressionOperation choice => Alternatives(choice.Arms.Select(arm => arm.Value), frame),
        IConditionalAccessOperation access => Read(access.WhenNotNull, frame),
        IConditionalAccessInstanceOperation instance => AccessOf(instance) is { } accessed ? Read(accessed, frame) : QueryOrigins.Unknown,
        ISimpleAssignmentOperation assignment => Read(assignment.Value, frame),
        IInvocationOperation call => Call(call, frame),
        ILocalReferenceOperation local => Variable(local, local.Local, () => null, frame),
        IParameterReferenceOperation parameter => Parameter(parameter, frame),
        IFieldReferenceOperation field => Field(field.Field),
        IPropertyReferenceOperation property => Property(property, frame),
        IArrayElementReferenceOperation element => Read(element.ArrayReference, frame),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } self => Self(self, frame),
        _ => QueryOrigins.Unknown,
    };

    private QueryOrigins Alternatives(IEnumerable<IOperation> values, Frame? frame) =>
        QueryOrigins.JoinAll(values.Select(value => IsNowhere(value) ? null : Read(value, frame)));

    /// <summary>A throw gives nothing, and null is not an entity that anything could be read of.</summary>
    private static bool IsNowhere(IOperation value) => value.Unwrap() is IThrowOperation or IDefaultValueOperation || value.Unwrap().ConstantValue is { HasValue: true, Value: null };

    private static IOperation? AccessOf(IConditionalAccessInstanceOperation instance) =>
        instance.Ancestors().OfType<IConditionalAccessOperation>().FirstOrDefault(access => access.Operation.Syntax == instance.Syntax)?.Operation;

    private QueryOrigins Property(IPropertyReferenceOperation reference, Frame? frame)
    {
        var property = reference.Property;
        if (reference.Instance is { } owner && (property.IsIndexer || property is { Name: "Value", ContainingType: var pair } && pair.Is(KeyValuePair) || property.Name is "Values" or "Result" && property.ContainingNamespace?.ToDisplayString().StartsWith("System.", StringComparison.Ordinal) is true))
            return Read(owner, frame);
        if (reference.Instance is { } entity && facts.Model.NavigationOf(property, cancellationToken) is { } navigation)
            return Read(entity, frame).Select(chain => Step(chain, navigation));
        if (property is { SetMethod: null, IsAbstract: false, IsVirtual: false } && property.GetMethod is { } getter && MethodBodies.ReturnsOf(getter, facts.Names, cancellationToken) is { IsEmpty: false } returned)
            return Alternatives(returned, null);
        return QueryOrigins.Unknown;
    }

    private static QueryChain? Step(QueryChain chain, Navigation navigation) => chain.Projection is null ? chain with { Path = chain.Path.Add(navigation) } : null;

    /// <summary>A field that is only written in its type: all that is written to it.</summary>
    private QueryOrigins Field(IFieldSymbol field)
    {
        if (field.DeclaredAccessibility != Accessibility.Private && !field.IsReadOnly || field.DeclaringSyntaxReferences.IsEmpty)
            return QueryOrigins.Unknown;
        var values = new List<IOperation>();
        if (Origins.DeclaredWith(field, facts.Names, cancellationToken) is { } initial)
            values.Add(initial);
        foreach (var name in facts.Uses.Of(field, MemberSyntax.Written, cancellationToken))
        {
            if (name.AssignmentTo() is not { } assignment || facts.Names.ModelOf(name.SyntaxTree)?.GetOperation(assignment, cancellationToken) is not (IAssignmentOperation and not ICompoundAssignmentOperation and { Value: { } value }))
                return QueryOrigins.Unknown;
            values.Add(value);
        }

        return Alternatives(values, null);
    }
}
