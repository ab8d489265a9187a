using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Loops;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data;

/// <summary>
/// Loops that go round a few times only: over a list that stays short, past all elements but the one that is asked for, for one of several kinds of elements; what is kept in a cache afterwards;
/// and those whose every round is a large piece of work of its own. Nothing in such code says that the rounds grow with the data.
/// </summary>
internal sealed class FewRounds(FewElements elements, OneOfKinds kinds, WaySteps steps, RoundTrips trips, CalledMethods called, Implementations implementations, Loops.Loops loops)
{
    private const int ManyImplementations = 4;

    private static readonly string[] Managers = ["Microsoft.AspNetCore.Identity.UserManager`1", "Microsoft.AspNetCore.Identity.RoleManager`1"];

    /// <summary>What nobody else has the same of.</summary>
    private static readonly string[] GivenOut = ["pin", "token", "guid", "uuid", "nonce"];

    private static readonly string[] Changes = ["Create", "Update", "Delete", "Add", "Remove", "Set", "Change", "Reset"];

    /// <summary>Far away, the implementation that comes to the trip need only stand beside another one for nobody to know whether it is the one that runs.</summary>
    private const int SomeImplementations = 2;

    private const int FarAway = 5;

    public bool AreExpected(RepeatedTrip trip, CancellationToken cancellationToken) =>
        IsOverFew(trip, cancellationToken) && !MayBeMany(trip) || IsForOneElement(trip) || IsForGroup(trip) || IsFilling(trip.Loop, cancellationToken)
        || IsForMissingCode(trip) || IsOfFiles(trip, cancellationToken) || IsWorkInPieces(trip, cancellationToken) || IsWorker(trip, cancellationToken)
        || IsOfIdentity(trip, cancellationToken) || IsOneOfMany(trip, trip.Reach.Calls < FarAway ? ManyImplementations : SomeImplementations, cancellationToken) || kinds.IsInLoop(trip, cancellationToken)
        || kinds.IsOnTheWay(trip, cancellationToken) && AreInsideAsWell(trip, cancellationToken);

    /// <summary>From a row up to its parents, for some kinds of rows, and over a list that looks short while something else says that it is not.</summary>
    public bool ArePossible(RepeatedTrip trip, CancellationToken cancellationToken) => IsUpward(trip) || kinds.IsOnTheWay(trip, cancellationToken) || IsOverFew(trip, cancellationToken);

    /// <summary>A method on the way has a loop of its own around the call that leads on.</summary>
    private bool AreInsideAsWell(RepeatedTrip trip, CancellationToken cancellationToken) =>
        steps.Of(trip.Reach, cancellationToken).Any(step => loops.Around(step, cancellationToken).Any(around => around.Kind == Repetition.PerItem));

    /// <summary>foreach (var piece in rows.Chunk(500)) foreach (var row in piece) …: somebody has thought of how many there are.</summary>
    public bool AreOfOnePiece(RepeatedTrip trip, CancellationToken cancellationToken) => loops.Around(trip.Loop.Operation, cancellationToken).Any(outer => outer.Kind == Repetition.Batch);

    /// <summary>A command is told to run for each row of a list, or the keys of all elements are collected before the loop to load something for them at once: whoever does that counts on many.</summary>
    private static bool MayBeMany(RepeatedTrip trip) =>
        trip.Loop.Operation == trip.Operation
        || trip.Loop.Source is { } source && Remembered.SymbolOf(source) is ILocalSymbol or IParameterSymbol && AreKeysCollected(Remembered.SymbolOf(source)!, trip.Loop.Operation);

    /// <summary>var ids = lines.Select(line => line.ProductId); … Where(product => ids.Contains(product.Id))</summary>
    private static bool AreKeysCollected(ISymbol elements, IOperation loop) => loop.MemberBody().Descendants().OfType<IInvocationOperation>().Any(search =>
        search.TargetMethod.Name == "Contains" && search.Syntax.SpanStart < loop.Syntax.SpanStart && search.Receiver()?.Unwrap() is ILocalReferenceOperation keys
        && Origins.InitialValue(keys) is { } made && made.DescendantsAndSelf().Any(part => SymbolEqualityComparer.Default.Equals(Remembered.SymbolOf(part), elements)));

    /// <summary>if (Type.GetType(job.TypeName) is null) Remove(job): for the rows whose code is gone, and whose code is there are as many as somebody wrote.</summary>
    private static bool IsForMissingCode(RepeatedTrip trip) =>
        trip.Operation.Ancestors().TakeWhile(outer => outer != trip.Loop.Operation).OfType<IConditionalOperation>().Any(branch =>
            branch.WhenTrue.Syntax.Span.Contains(trip.Operation.Syntax.Span)
            && Remembered.Missing(branch.Condition, holds: true).Select(Origins.InitialValueOrSelf).Any(missing => missing is IInvocationOperation { TargetMethod: { Name: "GetType", IsStatic: true, ContainingType: var type } } && type.Is("System.Type")));

    /// <summary>The contents of a file come with each round, and the trip is a part of reading or writing them.</summary>
    private bool IsOfFiles(RepeatedTrip trip, CancellationToken cancellationToken) =>
        FileContents.AreIn(trip.Operation) || FileContents.AreGuarded(trip.Operation, trip.Loop.Operation)
        || steps.Of(trip.Reach, cancellationToken).Any(FileContents.AreIn);

    /// <summary>new Dictionary&lt;string, List&lt;int>>(): for each kind, all that are of it are handed over at once. Of kinds there are fewer than of what they are kinds of; groups by a number may be as many as there are rows.</summary>
    private static bool IsForGroup(RepeatedTrip trip) =>
        trip.Operation is IInvocationOperation call && trip.Loop.Source?.Unwrap().Type is { } groups && FewElements.ElementsOf(groups).Any(IsGroupByName)
        && call.Arguments.Any(argument => argument.ArgumentKind == ArgumentKind.Explicit && HandsOverMany(argument.Value, trip.Loop.Variation));

    /// <summary>Load(group.Ids), Load(group), Where(customer => ids.Contains(customer.Id)); and not Where(customer => customer.Id == group.Key).</summary>
    private static bool HandsOverMany(IOperation value, Variation variation) => value.Unwrap() switch
    {
        IAnonymousFunctionOperation => value.Descendants().Any(test => IsSearchIn(test, variation)),
        { Type: { } type } query when ProviderQueries.IsQueryType(type) => query.DescendantsAndSelf().Any(test => IsSearchIn(test, variation)),
        var many => FewElements.IsSequence(many.Type) && variation.IsIn(many),
    };

    private static bool IsSearchIn(IOperation test, Variation variation) =>
        test is IInvocationOperation { TargetMethod.Name: "Contains" } search && search.Receiver() is { } keys && FewElements.IsSequence(keys.Unwrap().Type) && variation.IsIn(keys);

    private static bool IsGroupByName(ITypeSymbol element) =>
        element is INamedTypeSymbol { TypeArguments: { Length: 2 } types } && (element.Name == "IGrouping" || element.Name == "KeyValuePair" && FewElements.IsSequence(types[1]))
        && (types[0] is { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Enum } || types[0].Is("System.Type"));

    /// <summary>cache.GetOrCreate("languages", _ => { foreach … }): what the loop makes is kept for the next time.</summary>
    private bool IsFilling(Loop loop, CancellationToken cancellationToken)
    {
        var isInFunction = false;
        foreach (var outer in loop.Operation.Ancestors())
        {
            isInFunction |= outer is IAnonymousFunctionOperation;
            if (isInFunction && outer is IInvocationOperation call && Remembered.IsFactory(call))
                return loops.Around(call, cancellationToken).All(around => around.Kind != Repetition.PerItem);
        }

        return false;
    }

    /// <summary>The trip is in one of many implementations of what is called, and nothing here says that it is the one that runs.</summary>
    private bool IsOneOfMany(RepeatedTrip trip, int many, CancellationToken cancellationToken) => trip.Reach.Methods.Any(method => DeclaredIn(method).Any(member =>
        !member.DeclaringSyntaxReferences.IsEmpty && ImplementationsOf(member, method, cancellationToken).Take(Implementations.Most).ToList() is var all && all.Count >= many && !all.All(one => Asks(one, cancellationToken))));

    private bool Asks(IMethodSymbol method, CancellationToken cancellationToken) => !trips.Of(method, cancellationToken).IsEmpty;

    /// <summary>Those of another project that stand beside the interface are as good as those of this one. An <c>IHandler&lt;Order></c> does not stand beside an <c>IHandler&lt;Customer></c>.</summary>
    private IEnumerable<IMethodSymbol> ImplementationsOf(IMethodSymbol declared, IMethodSymbol method, CancellationToken cancellationToken)
    {
        var member = declared.OriginalDefinition;
        var here = implementations.Of(member, cancellationToken);
        var all = SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, method.ContainingAssembly)
            ? here
            : member.ContainingType.ContainingNamespace.GetTypeMembers().Where(type => type.TypeKind == TypeKind.Class)
                .Select(type => Implementations.In(type, member)).OfType<IMethodSymbol>().Concat(here).Distinct<IMethodSymbol>(SymbolEqualityComparer.Default);
        return member.ContainingType.IsGenericType && !declared.ContainingType.TypeArguments.Any(argument => argument.TypeKind == TypeKind.TypeParameter)
            ? all.Where(other => other.ContainingType is { } type && (type.IsGenericType || ClosedTypes.IsOf(type, declared.ContainingType)))
            : all;
    }

    private static IEnumerable<IMethodSymbol> DeclaredIn(IMethodSymbol method)
    {
        if (method.OverriddenMethod is { } overridden)
            yield return overridden;
        if (method.ContainingType is not { } type)
            yield break;
        foreach (var member in type.AllInterfaces.SelectMany(implemented => implemented.GetMembers(method.Name)).OfType<IMethodSymbol>())
        {
            if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member)?.OriginalDefinition, method))
                yield return member;
        }
    }

    /// <summary>A few of each of many are many.</summary>
    private bool IsOverFew(RepeatedTrip trip, CancellationToken cancellationToken) =>
        IsFew(trip.Loop, cancellationToken) && loops.Around(trip.Loop.Operation, cancellationToken).All(outer => outer.Kind != Repetition.PerItem || IsFew(outer, cancellationToken));

    private bool IsFew(Loop loop, CancellationToken cancellationToken) => loop.Source is { } source && elements.AreIn(Counted(loop) ?? source, cancellationToken);

    /// <summary>for (var at = 0; at &lt; names.Length; at++) ranges over the names.</summary>
    private static IOperation? Counted(Loop loop) => loop is { Operation: IForLoopOperation, Source: { } limit } && limit.Unwrap() is IPropertyReferenceOperation { Property.Name: "Length" or "Count", Instance: { } list } ? list : null;

    /// <summary>ASP.NET Core Identity makes and changes one user or role at a time, and offers nothing that does it for many.</summary>
    private bool IsOfIdentity(RepeatedTrip trip, CancellationToken cancellationToken) =>
        IsIdentityChange(trip.Operation) || called.By(trip.Operation, cancellationToken).SelectMany(method => called.RunBy(method, cancellationToken)).Any(IsIdentityChange);

    private static bool IsIdentityChange(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: var method } && NamesChange(method.Name) && DataLibraries.Of(method) == TripKind.Write && IsOfManager(method.ContainingType);

    private static bool NamesChange(string name) => Changes.Any(change => name.StartsWith(change, StringComparison.Ordinal));

    private static bool IsOfManager(INamedTypeSymbol type) => Managers.Any(manager => type.IsOrInherits(manager));

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

    private static bool IsKeyTest(IOperation test, BinaryOperatorKind kind, Variation variation) => test switch
    {
        IBinaryOperation comparison => comparison.OperatorKind == kind && IsKeyTest(comparison.LeftOperand, comparison.RightOperand, variation),
        IInvocationOperation { TargetMethod: { Name: "Equals", IsStatic: true, ContainingType.SpecialType: SpecialType.System_String }, Arguments: { Length: > 1 } compared } =>
            kind == BinaryOperatorKind.Equals && IsKeyTest(compared[0].Value, compared[1].Value, variation),
        IInvocationOperation { TargetMethod.Name: "Equals", Instance: { } one, Arguments: { Length: > 0 } compared } => kind == BinaryOperatorKind.Equals && IsKeyTest(one, compared[0].Value, variation),
        _ => false,
    };

    private static bool IsKeyTest(IOperation one, IOperation other, Variation variation) => IsKey(one, variation) && IsFixed(other, variation) || IsKey(other, variation) && IsFixed(one, variation);

    /// <summary>order.Id, order.OrderId, and what is given out once: order.Token.Trim()</summary>
    private static bool IsKey(IOperation value, Variation variation)
    {
        var key = value.Unwrap();
        while (key is IInvocationOperation { Type.SpecialType: SpecialType.System_String, Instance: { } text })
            key = text.Unwrap();
        return key is IPropertyReferenceOperation { Property: var property, Instance: { } element } && variation.IsIn(element)
            && (property.Name == "Id" || property.Name == property.ContainingType.Name + "Id" || NameWords.Of(property.Name) is { IsEmpty: false } words && GivenOut.Contains(words[words.Length - 1]));
    }

    private static bool IsFixed(IOperation value, Variation variation) => !value.Unwrap().ConstantValue.HasValue && !variation.IsIn(value);

    /// <summary>foreach (var queue in queues) _ = ListenAsync(queue, token); each goes on until it is told to stop.</summary>
    private static bool IsWorker(RepeatedTrip trip, CancellationToken cancellationToken)
    {
        if (trip.Reach.Methods.IsEmpty || trip.Reach.Path.IsEmpty || trip.Reach.Path[0] is not { SourceTree: { } tree } place)
            return false;
        return tree.GetRoot(cancellationToken).FindNode(place.SourceSpan, getInnermostNodeForTie: true).Ancestors()
            .TakeWhile(outer => outer is not (BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
            .OfType<WhileStatementSyntax>().Any(loop => loop.Condition.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name => name.Identifier.ValueText == "IsCancellationRequested"));
    }

    /// <summary>The method that is called goes through its rows piece by piece itself (delete a hundred, look whether there are more), or asks until it has found something that is free.</summary>
    private bool IsWorkInPieces(RepeatedTrip trip, CancellationToken cancellationToken)
    {
        if (trip.Reach.Methods.IsEmpty || trip.Reach.Path.IsEmpty || trip.Reach.Path[trip.Reach.Path.Length - 1] is not { SourceTree: { } tree } place)
            return false;
        var name = tree.GetRoot(cancellationToken).FindNode(place.SourceSpan, getInnermostNodeForTie: true);
        if (name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } asked || name.FirstAncestorOrSelf<SyntaxNode>(outer => outer is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax) is not { } method)
            return false;
        return method.DescendantNodes().Where(node => node is WhileStatementSyntax or DoStatementSyntax)
                .Any(loop => loop.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(again => again != asked && SyntaxFactory.AreEquivalent(again, asked)))
            || trip.Kind == TripKind.Query && steps.At(trip.Reach, trip.Reach.Calls - 1, cancellationToken) is { } step && loops.Around(step, cancellationToken).Any(around => around is { Operation: IWhileLoopOperation, Kind: not (Repetition.PerItem or Repetition.Constant) });
    }
}
