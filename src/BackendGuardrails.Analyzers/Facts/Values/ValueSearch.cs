using System.Collections.Concurrent;

namespace BackendGuardrails.Facts.Values;

/// <summary>
/// Follows the origins of one value through the members of the compilation: what a parameter is follows from the callers, what a call returns from the
/// method's code with this call's arguments, what a field holds from all that is written to it. What leads back to where the search already is adds nothing.
/// The parts of this class: values and origins here, then calls, parameters and members.
/// </summary>
internal sealed partial class ValueSearch
{
    public const int MostSteps = 20_000;
    private const int Deepest = 160;
    private const int DeepestFrame = 24;

    private readonly ValueFlows _flows;
    private readonly Entrances _entrances;
    private readonly SiteTargets _targets;
    private readonly SymbolUses _uses;
    private readonly ConcurrentDictionary<Origin, Optional<Finding?>> _known;
    private readonly FlowSession _session;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<(Origin, Frame?), Finding?> _done = new();
    private readonly Dictionary<(Origin, Frame?), int> _open = new();
    private readonly Dictionary<(object, Heap, Members, Frame?, bool), (Finding? Finding, int? Level)> _seen = new();
    private readonly int _mostSteps;
    private int _steps;

    /// <summary>Something that is being looked at just now could not be asked.</summary>
    private const int Incomplete = -1;

    /// <summary>The outermost open question that the current one leads back to; what depends on an open one is not remembered.</summary>
    private int _leadsBackTo = int.MaxValue;

    public ValueSearch(
        ValueFlows flows, Entrances entrances, SiteTargets targets, SymbolUses uses, ConcurrentDictionary<Origin, Optional<Finding?>> known, FlowSession session, int mostSteps, CancellationToken cancellationToken)
    {
        _flows = flows;
        _entrances = entrances;
        _targets = targets;
        _uses = uses;
        _known = known;
        _session = session;
        _mostSteps = mostSteps;
        _cancellationToken = cancellationToken;
    }

    /// <summary>If given, only what arrives as the whole text is followed, and the parameters that nobody here fills are collected.</summary>
    public ISet<IParameterSymbol>? Wholes { get; init; }

    /// <summary>Parameters whose callers are known to hand over SQL.</summary>
    public ISet<IParameterSymbol>? Entrusted { get; init; }

    public Finding? OfValue(Value value, Heap heap) => Of(value, heap, Members.None, null, isPart: false);

    /// <summary>What the members of a value are: <c>Sort</c> of what <c>filter</c> may be.</summary>
    private Finding? Of(Value value, Heap heap, Members chain, Frame? frame, bool isPart, int depth = 0)
    {
        Finding? worst = null;
        foreach (var origin in value.Origins)
        {
            var (held, rest) = Along(origin, chain, heap);
            worst = Finding.Worse(worst, heap.Find(held.AsWhole()) is { } node && depth <= 8
                ? OfContents(held, node, heap, rest, frame, isPart || origin.IsPart, depth)
                : Of(chain.On(isPart ? origin.AsPart() : origin), frame));
            if (worst?.IsSerious == true)
                return worst;
        }

        foreach (var made in value.Objects)
        {
            if (depth > 8 || made.Function is not null)
                continue;
            worst = Finding.Worse(worst, OfObject(made, heap, chain, frame, isPart, depth));
            if (worst?.IsSerious == true)
                return worst;
        }

        return worst;
    }

    /// <summary>As far along the members as something has been done to here.</summary>
    private static (Origin Held, Members Left) Along(Origin origin, Members chain, Heap heap)
    {
        while (!chain.IsEmpty && heap.Find(origin.AsWhole()) is null)
        {
            origin = origin.Member(chain.First);
            chain = chain.Rest;
        }

        return (origin, chain);
    }

    /// <summary>An object that came in, and what has been done to it since.</summary>
    private Finding? OfContents(Origin origin, HeapNode node, Heap heap, Members chain, Frame? frame, bool isPart, int depth) =>
        Once((origin, heap, chain, frame, isPart), () => InContents(origin, node, heap, chain, frame, isPart, depth));

    private Finding? InContents(Origin origin, HeapNode node, Heap heap, Members chain, Frame? frame, bool isPart, int depth)
    {
        Finding? worst = null;
        if (!chain.IsEmpty && chain.First is not string)
        {
            worst = Of(heap.Read(origin.AsWhole(), chain.First), heap, chain.Rest, frame, isPart, depth + 1);
            foreach (var element in node.Elements)
                worst = worst?.IsSerious == true ? worst : Finding.Worse(worst, Of(element.Value, heap, chain, frame, isPart, depth + 1));
            foreach (var touch in node.Touches.Where(touch => touch.Site is not null))
                worst = worst?.IsSerious == true ? worst : Finding.Worse(worst, Of(touch.Read(origin.AsWhole(), Slot.AnyElement), heap, chain, frame, isPart, depth + 1));
            return worst;
        }

        foreach (var member in node.Members)
        {
            if (chain.IsEmpty || Slot.Covers(chain.First, member.Key))
                worst = Finding.Worse(worst, Of(member.Value, heap, chain.First is string ? chain.Rest : chain, frame, isPart, depth + 1));
            if (worst?.IsSerious == true)
                return worst;
        }

        foreach (var touch in node.Touches)
        {
            worst = Finding.Worse(worst, touch.Site is null
                ? Of(chain.On(isPart ? origin.AsPart() : origin), frame)
                : Of(touch.Read(origin.AsWhole(), chain.IsEmpty ? Slot.AnyElement : chain.First), heap, chain.IsEmpty ? chain : chain.Rest, frame, isPart, depth + 1));
            if (worst?.IsSerious == true)
                return worst;
        }

        return worst;
    }

    private Finding? OfObject(HeapObject made, Heap heap, Members chain, Frame? frame, bool isPart, int depth) =>
        Once((made, heap, chain, frame, isPart), () => InObject(made, heap, chain, frame, isPart, depth));

    /// <summary>Objects that hold one another are looked into once.</summary>
    private Finding? Once((object Instance, Heap Heap, Members Chain, Frame? Frame, bool IsPart) question, Func<Finding?> answer)
    {
        if (_seen.TryGetValue(question, out var seen))
        {
            if (seen.Level is { } level)
                _leadsBackTo = Math.Min(_leadsBackTo, level);
            return seen.Finding;
        }

        if (++_steps > _mostSteps)
        {
            _leadsBackTo = Incomplete;
            return null;
        }

        var outer = _leadsBackTo;
        _leadsBackTo = int.MaxValue;
        _seen[question] = (null, _open.Count - 1);
        var found = answer();
        if (_leadsBackTo >= _open.Count || found?.IsSerious == true)
            _seen[question] = (found, null);
        else
            _seen.Remove(question);
        _leadsBackTo = Math.Min(outer, _leadsBackTo);
        return found;
    }

    private Finding? InObject(HeapObject made, Heap heap, Members chain, Frame? frame, bool isPart, int depth)
    {
        if (made.Type?.SpecialType == SpecialType.System_String && chain.First is not Slot.Decoded)
            return null;
        if (Pairs.IsPart(chain.First) && Containers.IsDictionary(made.Type))
            return Pairs.IsKey(chain.First)
                ? Of(heap.Read(made, Slot.Keys), heap, chain.Rest, frame, isPart, depth + 1)
                : OfContents(made, heap, chain.Rest.After(Slot.AnyElement), frame, isPart, depth);
        if (chain.IsEmpty || Containers.IsOfElements(made.Type, chain.First) || Containers.IsContainer(made.Type) && chain.First is string && (Slot.IsElement(chain.First) || chain.First is Slot.Text))
            return OfContents(made, heap, chain, frame, isPart, depth);
        if (chain.First is string and not Slot.Format && heap.Of(made).Members.IsEmpty)
            return OfContents(made, heap, chain.Rest, frame, isPart, depth);
        return Of(heap.Read(made, OnType(made.Type, chain.First)), heap, chain.Rest, frame, isPart, depth + 1);
    }

    private Finding? OfContents(HeapObject made, Heap heap, Members chain, Frame? frame, bool isPart, int depth)
    {
        var node = heap.Of(made);
        Finding? worst = null;
        foreach (var member in node.Members)
        {
            // A key is not what is kept under it.
            if (!chain.IsEmpty && (chain.First is string ? !Slot.Covers(chain.First, member.Key) : member.Key is Slot.Keys))
                continue;
            var rest = chain.First is string ? chain.Rest : chain;
            worst = Finding.Worse(worst, Of(member.Value, heap, rest, frame, isPart || member.Key is Slot.Text && node.Members.Count > 1, depth + 1));
            if (worst?.IsSerious == true)
                return worst;
        }

        if (node.Touches.Any(touch => touch.Site is not null || made.Constructor is not null))
        {
            foreach (var slot in new[] { Slot.Text, Slot.AnyElement })
                worst = Finding.Worse(worst, Of(node.Before(made, slot), heap, chain.First is string ? chain.Rest : chain, frame, isPart, depth + 1));
        }

        return worst;
    }

    private static object OnType(ITypeSymbol? type, object member) =>
        type is INamedTypeSymbol named && member is IPropertySymbol { ContainingType.TypeKind: TypeKind.Interface } property
            ? named.FindImplementationForInterfaceMember(property)?.OriginalDefinition ?? member
            : member;

    private Finding? Of(Origin origin, Frame? frame)
    {
        if (Wholes is not null && origin.IsPart)
            return null;
        var key = (origin, frame);
        if (_done.TryGetValue(key, out var done))
            return done;
        if (_open.TryGetValue(key, out var level))
        {
            _leadsBackTo = Math.Min(_leadsBackTo, level);
            return null;
        }

        if (frame is null && _known.TryGetValue(origin, out var known))
            return known.Value;
        if (++_steps > _mostSteps || _open.Count > Deepest)
            return TooLong(origin);

        _cancellationToken.ThrowIfCancellationRequested();
        var mine = _open.Count;
        var outer = _leadsBackTo;
        _leadsBackTo = int.MaxValue;
        _open.Add(key, mine);
        var found = Follow(origin, frame);
        if (found is not null && origin.IsPart && MemberThatHas(origin) is { } member)
            found = found.Through(member.JoinedAt(origin)).Standing(member.PlaceOf(origin));
        _open.Remove(key);
        var isComplete = _leadsBackTo >= mine;
        if (isComplete || found?.IsSerious == true)
        {
            _done[key] = found;
            if (frame is null && origin.Kind is not (OriginKind.Outside or OriginKind.Internal))
                _known.TryAdd(origin, new(found));
        }

        _leadsBackTo = Math.Min(outer, isComplete ? int.MaxValue : _leadsBackTo);
        return found;
    }

    /// <summary>The only member that such an origin is met in; null where it may be met in many.</summary>
    private MemberFlow? MemberThatHas(Origin origin) => origin switch
    {
        { Key: CallSite site } => site.Owner,
        { Key: TouchedObject touched } => touched.Site.Owner,
        { Kind: OriginKind.Outside, Key: SyntaxNode read } => _flows.Around(read, _session, _cancellationToken),
        { Kind: OriginKind.Parameter, Key: IParameterSymbol { ContainingSymbol: IMethodSymbol method } } => method.MethodKind is MethodKind.AnonymousFunction or MethodKind.LocalFunction
            ? _flows.Around(method.DeclaringSyntaxReferences[0].GetSyntax(_cancellationToken), _session, _cancellationToken)
            : _flows.Of(method, _session, _cancellationToken),
        _ => null,
    };

    private Finding TooLong(Origin origin)
    {
        _leadsBackTo = Incomplete;
        return new(FindingKind.Internal, null, "code too long to follow", origin.IsPart, ImmutableArray<Location>.Empty);
    }

    private Finding? Follow(Origin origin, Frame? frame)
    {
        var chain = new Members(origin.Chain);
        switch (origin.Kind)
        {
            case OriginKind.Outside:
                var kind = (OutsideKind)origin.Index;
                // A script that is part of the application.
                if (kind == OutsideKind.OwnFile && !origin.IsPart)
                    return null;
                return new(FindingKind.Outside, kind, origin.Description!, origin.IsPart, ImmutableArray.Create(((SyntaxNode)origin.Key).GetLocation()));
            case OriginKind.Internal:
                return new(FindingKind.Internal, null, origin.Description!, origin.IsPart, ImmutableArray<Location>.Empty);
            case OriginKind.Parameter:
                return OfParameter((IParameterSymbol)origin.Key, origin, chain, frame);
            case OriginKind.Receiver:
                return OfReceiver(origin, chain, frame);
            case OriginKind.Static:
                return OfMember((ISymbol)origin.Key, origin, chain);
            case OriginKind.Call:
                return OfCall((CallSite)origin.Key, origin, chain, frame);
            case OriginKind.After:
                return OfTouched((TouchedObject)origin.Key, origin, chain, frame);
            case OriginKind.Out:
                return OfOutput((CallSite)origin.Key, origin, chain, frame);
            default:
                return OfCall((CallSite)origin.Key, origin, chain, frame);
        }
    }
}
