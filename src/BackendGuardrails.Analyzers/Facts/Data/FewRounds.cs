using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Queries;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Loops;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data;

/// <summary>
/// Loops that may well go round a few times only: over what is computed in memory from one thing, from a row up to its parents, past all elements but the one that
/// is asked for; and those whose every round is a large piece of work of its own. Nothing in such code says that the rounds grow with the data.
/// </summary>
internal sealed class FewRounds(RoundTrips trips, EntityModel model)
{
    public bool AreExpected(RepeatedTrip trip, CancellationToken cancellationToken) =>
        trip.Loop.Source is { } source && IsComputed(source, cancellationToken) || IsUpward(trip) || IsForOneElement(trip) || IsWorkInPieces(trip, cancellationToken);

    /// <summary>invoice.GetTags(), Tags.Of(invoice), user.Claims: no database is asked for them, and no list goes into them.</summary>
    private bool IsComputed(IOperation source, CancellationToken cancellationToken)
    {
        return Origins.InitialValueOrSelf(source) switch
        {
            IPropertyReferenceOperation { Property: { Name: "Claims", ContainingType: var owner } } => owner.Is("System.Security.Claims.ClaimsPrincipal") || owner.Is("System.Security.Claims.ClaimsIdentity"),
            IInvocationOperation call when QueryOperators.IsHome(call.TargetMethod.ContainingType) => QueryOperators.IsInMemory(call) && call.Receiver() is { } receiver && IsComputed(receiver, cancellationToken),
            IInvocationOperation call => IsOfOneThing(call, cancellationToken) && !trips.Nearest(call, cancellationToken).Any(),
            _ => false,
        };
    }

    /// <summary>A method of this code, about one object at hand. A service may keep what it was loaded with, and an entity has its rows.</summary>
    private bool IsOfOneThing(IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (call.TargetMethod.DeclaringSyntaxReferences.IsEmpty || call.Type is null || ProviderQueries.IsQueryType(call.Type))
            return false;
        var things = call.Arguments.Select(argument => argument.Value.Unwrap()).Concat(call.Instance is { } instance ? new[] { instance.Unwrap() } : Enumerable.Empty<IOperation>()).ToList();
        return things.Count > 0 && things.All(thing => IsAtHand(thing) && thing.Type?.SpecialType != SpecialType.System_String && !IsSequence(thing.Type) && !model.IsEntity(thing.Type, cancellationToken));
    }

    /// <summary>A variable, or a member of what one holds.</summary>
    private static bool IsAtHand(IOperation thing) => thing switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation => thing.Type?.TypeKind != TypeKind.Interface,
        IPropertyReferenceOperation { Instance: { } owner } => IsAtHand(owner.Unwrap()),
        _ => false,
    };

    private static bool IsSequence(ITypeSymbol? type) =>
        type is IArrayTypeSymbol || type?.SpecialType == SpecialType.System_Collections_IEnumerable || type?.AllInterfaces.Any(one => one.SpecialType == SpecialType.System_Collections_IEnumerable) == true;

    /// <summary>while (parentId != null) { var parent = Load(parentId); parentId = parent.ParentId; }: each row says which is the next, and a tree is a few levels high.</summary>
    private static bool IsUpward(RepeatedTrip trip)
    {
        if (trip.Loop.Operation is not IWhileLoopOperation { Condition: { } condition } loop)
            return false;
        var followed = new HashSet<ISymbol>(condition.DescendantsAndSelf().Select(Remembered.SymbolOf).OfType<ISymbol>(), SymbolEqualityComparer.Default);
        var rows = new HashSet<ISymbol>(trip.Operation.Ancestors().TakeWhile(outer => outer != loop).Select(MadeBy).OfType<ISymbol>(), SymbolEqualityComparer.Default);
        return loop.Body.Descendants().OfType<ISimpleAssignmentOperation>().Any(step =>
            Remembered.SymbolOf(step.Target) is { } next && followed.Contains(next)
            && (rows.Contains(next) || step.Value.DescendantsAndSelf().OfType<IMemberReferenceOperation>().Any(member => member.Instance is { } row && Remembered.SymbolOf(row.Unwrap()) is { } read && rows.Contains(read))));
    }

    private static ISymbol? MadeBy(IOperation operation) => operation switch
    {
        IVariableDeclaratorOperation declarator => declarator.Symbol,
        ISimpleAssignmentOperation assignment => Remembered.SymbolOf(assignment.Target),
        _ => null,
    };

    /// <summary>if (line.Id != id) continue; if (line.Id == id) { … }: one key is asked for, and one element has it.</summary>
    private static bool IsForOneElement(RepeatedTrip trip)
    {
        var variation = trip.Loop.Variation;
        for (IOperation inner = trip.Operation, outer; inner != trip.Loop.Operation && inner.Parent is not null; inner = outer)
        {
            outer = inner.Parent;
            if (outer is IConditionalOperation branch && inner == branch.WhenTrue && branch.Condition.DescendantsAndSelf().Any(test => IsKeyTest(test, BinaryOperatorKind.Equals, variation)))
                return true;
            var statement = inner;
            if (outer is IBlockOperation block && block.Operations.TakeWhile(earlier => earlier != statement).OfType<IConditionalOperation>().Any(guard =>
                guard.WhenFalse is null && guard.WhenTrue.DescendantsAndSelf().Any(jump => jump is IBranchOperation { BranchKind: BranchKind.Continue }) && IsKeyTest(guard.Condition.Unwrap(), BinaryOperatorKind.NotEquals, variation)))
                return true;
        }

        return false;
    }

    private static bool IsKeyTest(IOperation test, BinaryOperatorKind kind, Variation variation) => test is IBinaryOperation comparison && comparison.OperatorKind == kind
        && (IsKey(comparison.LeftOperand, variation) && IsFixed(comparison.RightOperand, variation) || IsKey(comparison.RightOperand, variation) && IsFixed(comparison.LeftOperand, variation));

    private static bool IsKey(IOperation value, Variation variation) =>
        value.Unwrap() is IPropertyReferenceOperation { Property: var property, Instance: { } element } && variation.IsIn(element) && (property.Name == "Id" || property.Name == property.ContainingType.Name + "Id");

    private static bool IsFixed(IOperation value, Variation variation) => !value.Unwrap().ConstantValue.HasValue && !variation.IsIn(value);

    /// <summary>The method that is called goes through its rows piece by piece itself: delete a hundred, look whether there are more.</summary>
    private static bool IsWorkInPieces(RepeatedTrip trip, CancellationToken cancellationToken)
    {
        if (trip.Reach.Methods.IsEmpty || trip.Reach.Path.IsEmpty || trip.Reach.Path[trip.Reach.Path.Length - 1] is not { SourceTree: { } tree } place)
            return false;
        var name = tree.GetRoot(cancellationToken).FindNode(place.SourceSpan, getInnermostNodeForTie: true);
        if (name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } asked || name.FirstAncestorOrSelf<SyntaxNode>(outer => outer is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax) is not { } method)
            return false;
        return method.DescendantNodes().Where(node => node is WhileStatementSyntax or DoStatementSyntax)
            .Any(loop => loop.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(again => SyntaxFactory.AreEquivalent(again, asked)));
    }
}
