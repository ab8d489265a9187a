using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Translation;

/// <summary>
/// Is this lambda, or expression, made SQL of? It is when it reaches an operator over a query of EF Core whose result the database has to compute: directly, or through variables, members, conditions and the
/// methods of this compilation. The last projection of a query is not among them: EF Core computes what it cannot translate there.
/// </summary>
internal sealed class TranslatedLambdas(QueryChains chains, SourceNames names, SymbolUses uses, Callers callers, Implementations implementations)
{
    private const int MostHops = 5;

    private static readonly string[] Projections = ["Select", "Zip"];

    private static readonly string[] Builders = ["Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder`1", "Microsoft.EntityFrameworkCore.Query.SetPropertyCalls`1"];

    /// <summary>The lambda becomes an expression, and is not part of another one.</summary>
    public static bool IsExpression(IAnonymousFunctionOperation lambda) =>
        lambda.Ancestors().TakeWhile(outer => outer is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation).Any(outer => IsExpressionType(outer.Type)) && !Navigations.NavigationReads.IsInExpressionTree(lambda);

    /// <summary>The operator that is translated with it; null when none is known.</summary>
    public IInvocationOperation? OperatorOf(IOperation expression, CancellationToken cancellationToken) => Goal(expression, MostHops, cancellationToken);

    private IInvocationOperation? Goal(IOperation value, int hops, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var current = value;
        while (current.Parent is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation or IConditionalOperation or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation)
            current = current.Parent;
        if (hops == 0)
            return null;
        return current.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation call, Parameter: { } parameter } => OfArgument(call, parameter, hops, cancellationToken),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => OfLocal(declarator.Symbol, current, hops, cancellationToken),
            IArgumentOperation { Parent: IObjectCreationOperation { Constructor: { } constructor }, Parameter: { } parameter } => OfParameter(constructor.OriginalDefinition, parameter, hops, cancellationToken),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when assignment.Value == current => OfLocal(target.Local, current, hops, cancellationToken),
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } target } assignment when assignment.Value == current => OfMember(target.Member.OriginalDefinition, hops, cancellationToken),
            IFieldInitializerOperation { InitializedFields: { Length: 1 } fields } => OfMember(fields[0], hops, cancellationToken),
            IPropertyInitializerOperation { InitializedProperties: { Length: 1 } properties } => OfMember(properties[0], hops, cancellationToken),
            IReturnOperation exit => OfResult(exit, hops, cancellationToken),
            _ => null,
        };
    }

    private IInvocationOperation? OfArgument(IInvocationOperation call, IParameterSymbol parameter, int hops, CancellationToken cancellationToken)
    {
        var method = call.TargetMethod;
        if (QueryOperators.Of(call) != QueryOperator.None)
            return !QueryOperators.IsInMemory(call) && IsComputedByDatabase(method.Name, parameter.Name) && call.Receiver() is { } source && IsQueryOfEf(source, cancellationToken) ? call : null;
        if (method.Name == "SetProperty" && Builders.Any(builder => method.ContainingType.Is(builder)) || method.Name == "HasQueryFilter" && FluentCall.IsBuilder(call.Receiver()?.Type))
            return call;
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return Targets(definition, cancellationToken).Select(target => OfParameter(target, parameter, hops, cancellationToken)).FirstOrDefault(goal => goal is not null);
    }

    /// <summary>What a result is made of may be computed here: <c>Select(o => Label(o))</c>.</summary>
    private static bool IsComputedByDatabase(string name, string parameter) => !Projections.Contains(name) && parameter is not ("resultSelector" or "elementSelector");

    private bool IsQueryOfEf(IOperation source, CancellationToken cancellationToken)
    {
        var origins = chains.Of(source, cancellationToken);
        return origins.IsProven && origins.Chains.All(chain => chain.Terminal is null) && !source.DescendantsAndSelf().Any(part => part is IInvocationOperation call && QueryOperators.IsInMemory(call) && call.TargetMethod.Name is "AsEnumerable" or "ToList" or "ToArray");
    }

    private IEnumerable<IMethodSymbol> Targets(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var targets = method.IsAbstract ? [] : new List<IMethodSymbol> { method };
        if (Implementations.IsDispatched(method))
            targets.AddRange(implementations.Of(method, cancellationToken));
        return targets;
    }

    private IInvocationOperation? OfParameter(IMethodSymbol target, IParameterSymbol given, int hops, CancellationToken cancellationToken)
    {
        var parameter = target.Parameters.FirstOrDefault(candidate => candidate.Name == given.Name) ?? target.Parameters.ElementAtOrDefault(given.Ordinal);
        return parameter is null || target.DeclaringSyntaxReferences.IsEmpty || Bodies.Of(target, names, cancellationToken) is not { } body
            ? null
            : First(VariableUses.Of(parameter, body), hops, cancellationToken);
    }

    private IInvocationOperation? OfLocal(ILocalSymbol local, IOperation place, int hops, CancellationToken cancellationToken) =>
        First(VariableUses.Of(local, place).Where(use => !(use.Parent is IAssignmentOperation assignment && assignment.Target == use)), hops, cancellationToken);

    private IInvocationOperation? OfMember(ISymbol member, int hops, CancellationToken cancellationToken) => First(uses.Of(member, SymbolUses.Any, cancellationToken).Select(name => At(name, cancellationToken)).OfType<IOperation>(), hops, cancellationToken);

    private IOperation? At(SimpleNameSyntax name, CancellationToken cancellationToken) =>
        names.ModelOf(name.SyntaxTree)?.GetOperation(name.Whole(), cancellationToken);

    private IInvocationOperation? OfResult(IReturnOperation exit, int hops, CancellationToken cancellationToken) => GivenBy(exit, cancellationToken) switch
    {
        IMethodSymbol { AssociatedSymbol: IPropertySymbol property } => OfMember(property, hops, cancellationToken),
        IPropertySymbol property => OfMember(property, hops, cancellationToken),
        IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method when IsExpressionType(method.ReturnType) => First(callers.Of(method, cancellationToken).OfType<IInvocationOperation>(), hops, cancellationToken),
        _ => null,
    };

    /// <summary>The member that returns here; what an arrow gives back begins where the lambda does.</summary>
    private static ISymbol? GivenBy(IReturnOperation exit, CancellationToken cancellationToken) => exit.Syntax.Parent is ArrowExpressionClauseSyntax { Parent: { } member }
        ? exit.SemanticModel?.GetDeclaredSymbol(member, cancellationToken)
        : exit.EnclosingSymbol(cancellationToken);

    private IInvocationOperation? First(IEnumerable<IOperation> places, int hops, CancellationToken cancellationToken) =>
        places.Select(place => Goal(place, hops - 1, cancellationToken)).FirstOrDefault(goal => goal is not null);

    private static bool IsExpressionType(ITypeSymbol? type) => type is { Name: "Expression", ContainingNamespace.Name: "Expressions" };
}
