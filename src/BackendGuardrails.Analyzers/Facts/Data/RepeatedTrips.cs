using System.Runtime.CompilerServices;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Loops;

namespace BackendGuardrails.Facts.Data;

/// <summary>Which operations of a member run for each item of a loop and come to a round trip, here or behind what they call?</summary>
internal sealed class RepeatedTrips(DataAccess access, RoundTrips trips, Loops.Loops loops, Sources sources, ElementFunctions functions, Recursions recursions, ToldWays told, Ways ways, OperationIndex operations)
{
    /// <summary>Operations that wait at a time while a body is gone through; more is slower, not wrong.</summary>
    private const int UsualDepth = 16;

    private static readonly OperationKind[] RepeatingKinds = [OperationKind.Loop, OperationKind.Labeled, OperationKind.AnonymousFunction, OperationKind.LocalFunction, OperationKind.MethodReference];
    private static readonly OperationKind[] VariableKinds = [OperationKind.LocalReference, OperationKind.FieldReference, OperationKind.ParameterReference, OperationKind.PropertyReference];

    private readonly Lately<SyntaxNode, StrongBox<ImmutableArray<RepeatedTrip>>> _lately = new();

    /// <summary>Each operation once, with the trip that is nearest; those of other services beside those of databases.</summary>
    public ImmutableArray<RepeatedTrip> In(IOperation body, ISymbol owner, CancellationToken cancellationToken)
    {
        if (_lately.Find(body.Syntax.SpanStart, body.Syntax) is { } known)
            return known.Value;
        var found = Find(body, owner, cancellationToken);
        _lately.Keep(body.Syntax.SpanStart, body.Syntax, new(found));
        return found;
    }

    private ImmutableArray<RepeatedTrip> Find(IOperation body, ISymbol owner, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<RepeatedTrip>();
        var ofThemselves = new List<Loop>();
        var recursion = owner is IMethodSymbol method ? Recursion(method, body) : null;
        var inside = operations.In(body);
        if (recursion is null && !MayRepeat(inside))
        {
            foreach (var call in inside.Of(OperationKind.Invocation))
                JudgeByItself((IInvocationOperation)call, found, cancellationToken);
            return found.ToImmutable();
        }

        var open = new Stack<(IOperation Operation, Loop? Loop)>(UsualDepth);
        open.Push((body, recursion));
        while (open.Count > 0)
        {
            var (operation, loop) = open.Pop();
            if (ElementFunctions.IsTranslated(operation))
                continue;
            if (loop is not null)
                Judge(operation, loop, found, cancellationToken);
            else if (operation is IInvocationOperation call)
                JudgeByItself(call, found, cancellationToken);
            if (operation is ILocalFunctionOperation { Body: { } inner } function)
            {
                open.Push((inner, Recursion(function.Symbol, inner)));
                continue;
            }

            foreach (var child in operation.ChildOperations)
                open.Push((child, LoopOf(child, operation, loop, cancellationToken)));
        }

        return found.Count == 0 ? ImmutableArray<RepeatedTrip>.Empty : Told(found, ofThemselves);

        Loop? Recursion(IMethodSymbol function, IOperation code)
        {
            var loop = recursions.Of(function, code, cancellationToken);
            if (loop is not null)
                ofThemselves.Add(loop);
            return loop;
        }
    }

    /// <summary>Whether anything in the body can run several times: loops, jumps back, and functions that are written or named in it.</summary>
    private static bool MayRepeat(OperationsByKind inside)
    {
        foreach (var kind in RepeatingKinds)
        {
            if (inside.Of(kind).GetEnumerator().MoveNext())
                return true;
        }

        foreach (var kind in VariableKinds)
        {
            if (HasFunction(inside.Of(kind)))
                return true;
        }

        return false;
    }

    private static bool HasFunction(OperationsOfKind values)
    {
        foreach (var value in values)
        {
            if (value.Type?.TypeKind == TypeKind.Delegate)
                return true;
        }

        return false;
    }

    /// <summary>Where the call of itself is in a loop, that is told; else the queries are.</summary>
    private static ImmutableArray<RepeatedTrip> Told(ImmutableArray<RepeatedTrip>.Builder found, List<Loop> ofThemselves)
    {
        var told = found.Where(trip => !ofThemselves.Contains(trip.Loop)).ToList();
        foreach (var loop in ofThemselves.Where(loop => !told.Any(trip => trip.Operation.Syntax == loop.Operation.Syntax)))
            told.AddRange(found.Where(trip => trip.Loop == loop && !IsSame(trip.Operation, loop.Operation)));
        var inOrder = told.OrderBy(trip => trip.Operation.Syntax.SpanStart).ToImmutableArray();
        var seen = new HashSet<(SyntaxNode Loop, SyntaxNode Trip)>();
        foreach (var trip in inOrder)
            trip.IsToldBefore = !seen.Add((trip.Loop.Operation.Syntax, trip.Reach.Trip.Operation.Syntax));
        return inOrder;
    }

    private static bool IsSame(IOperation one, IOperation recursive) =>
        one is IInvocationOperation call && recursive is IInvocationOperation other && SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, other.TargetMethod.OriginalDefinition);

    private Loop? LoopOf(IOperation child, IOperation parent, Loop? outer, CancellationToken cancellationToken)
    {
        var runs = loops.Between(parent, child, cancellationToken);
        if (runs.Loop is null && runs.IsHere && IsFunction(child))
            runs = functions.RunsOf(child, cancellationToken) is { Loop: { } } each ? each : runs;
        return (runs.IsHere, runs.Loop?.Kind) switch
        {
            (false, _) => null,
            (_, null) => outer,
            (_, Repetition.PerItem) => runs.Loop,
            (_, Repetition.Constant or Repetition.Retry or Repetition.Once) => outer,
            _ => null,
        };
    }

    /// <summary>A function by its name, or a variable that holds one.</summary>
    private static bool IsFunction(IOperation value) =>
        value is IMethodReferenceOperation || value is ILocalReferenceOperation or IFieldReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation && value.Type?.TypeKind == TypeKind.Delegate;

    private void Judge(IOperation operation, Loop loop, ImmutableArray<RepeatedTrip>.Builder found, CancellationToken cancellationToken)
    {
        if (operation is not (IInvocationOperation or IPropertyReferenceOperation or IObjectCreationOperation or IForEachLoopOperation or IArgumentOperation or IReturnOperation) && !IsFunction(operation)
            || IsFunction(operation) && operation.Parent is IInvocationOperation)
            return;
        var reaches = trips.Nearest(operation, cancellationToken).ToList();
        if (reaches.Count == 0 || LastTimes.Is(operation, loop) || TrackedRows.IsLoadedBefore(operation, loop.Operation))
            return;
        var frequency = SeldomTrips.Of(operation, loop, loop.Variation);
        if (frequency == Frequency.Seldom)
            return;
        foreach (var nearest in reaches)
        {
            if (told.Open(operation, nearest, cancellationToken) is not { } reach)
                continue;
            if (Scripts.IsStatement(operation, reach, loop))
                return;
            var behind = ways.Of(operation, reach, loop, cancellationToken);
            if (behind == Frequency.Seldom)
                continue;
            found.Add(new(operation, loop, reach, behind == Frequency.EachTime ? frequency : behind, reach.Methods.IsEmpty && reach.Trip.Kind == TripKind.Query && loop.Source is not null && !loop.Variation.IsIn(operation) && !Writes(loop)));
        }
    }

    /// <summary>A call that is the loop itself: a comparer that asks for each element, a list of parameters that is a command for each.</summary>
    private void JudgeByItself(IInvocationOperation call, ImmutableArray<RepeatedTrip>.Builder found, CancellationToken cancellationToken)
    {
        if (functions.ComparerOf(call, cancellationToken) is { } comparer)
        {
            foreach (var reach in trips.NearestOf(comparer.Methods, cancellationToken))
                found.Add(new(call, comparer.Loop, reach, Frequency.EachTime, isSame: false));
        }

        if (access.Of(call) is { Kind: TripKind.Write } write && ElementLists.Of(call) is { } list && sources.KindOf(list, isStream: false, cancellationToken) == Repetition.PerItem)
            found.Add(new(call, new Loop(call, Repetition.PerItem, list, Sources.NameOf(list)), Reach.Directly(write), Frequency.EachTime, isSame: false));
    }

    private bool Writes(Loop loop) => loop.Operation.Descendants().Any(inner => access.Of(inner) is { Kind: TripKind.Save or TripKind.Write });
}
