namespace BackendGuardrails.Facts.Values;

/// <summary>What calls give back, and what they leave in the objects they were handed.</summary>
internal sealed partial class ValueSearch
{
    private Finding? OfCall(CallSite site, Origin origin, Members chain, Frame? frame)
    {
        if (frame?.IsIn(site) == true)
            return null;
        if (frame?.Depth > DeepestFrame)
            return TooLong(origin);
        if (site.Target.MethodKind == MethodKind.DelegateInvoke)
            return OfDelegate(site, origin, chain, frame);
        Finding? worst = null;
        var isSeen = false;
        foreach (var target in _targets.Of(site, _cancellationToken))
        {
            var entered = new Frame(site, target, frame);
            if (_flows.Of(target, _session, _cancellationToken) is { } flow)
            {
                isSeen = true;
                var given = Of(flow.Returned, flow.FinalHeap, chain, entered, origin.IsPart);
                worst = Finding.Worse(worst, flow.Returned.HasDoubledQuotes && chain.IsEmpty ? given?.Doubled() : given);
            }
            else if (target is { AssociatedSymbol: IPropertySymbol property, MethodKind: MethodKind.PropertyGet } && !target.IsAbstract)
            {
                isSeen = true;
                worst = Finding.Worse(worst, OfReceiver(chain.On(origin.At(Origin.This.Member(property.OriginalDefinition), Array.Empty<object>())), entered));
            }
            else if (_flows.HasBody(target))
            {
                // It is being looked at: what it gives shows there.
                isSeen = true;
                _leadsBackTo = Incomplete;
            }

            if (worst?.IsSerious == true)
                return worst.Through(site.Syntax.GetLocation());
        }

        return isSeen ? worst?.Through(site.Syntax.GetLocation()) : OfForeign(site, origin, chain, frame);
    }

    private Finding? OfReceiver(Origin origin, Frame entered) => Of(origin, entered);

    /// <summary>A library we cannot look into made it: of what it was given, if that is serious, otherwise of its own.</summary>
    private Finding? OfForeign(CallSite site, Origin origin, Members chain, Frame? frame)
    {
        if (TextLibrary.IsDevelopers(site.Target))
            return null;
        Finding? worst = null;
        foreach (var argument in site.Arguments.Concat(new[] { site.Receiver }))
        {
            if (!argument.IsHarmless)
                worst = Finding.Worse(worst, Of(argument, site.Before, Members.None, frame, origin.IsPart));
            if (worst is { Kind: FindingKind.Outside, IsSerious: true })
                return worst.Through(site.Syntax.GetLocation());
        }

        // An interface of ours that others implement, and not here.
        var kind = _flows.IsSource(site.Target) && site.Target.MethodKind == MethodKind.Ordinary && !TextLibrary.ClaimsToQuote(site.Target) ? Decided(site.Target) : FindingKind.Internal;
        return new(kind, null, $"{site.Target.ContainingType?.Name}.{site.Target.Name}", origin.IsPart, ImmutableArray.Create(site.Syntax.GetLocation()));
    }

    private Finding? OfTouched(TouchedObject touched, Origin origin, Members chain, Frame? frame)
    {
        var site = touched.Site;
        if (frame?.IsIn(site) == true || frame?.Depth > DeepestFrame || chain.IsEmpty)
            return chain.IsEmpty ? null : Prior(touched, origin, chain, frame);
        if (site.Target.MethodKind == MethodKind.DelegateInvoke)
            return OfTouchedByDelegate(touched, origin, chain, frame);
        if (site.Target.MethodKind == MethodKind.Constructor)
            return OfConstructed(touched, origin, chain, frame);
        Finding? worst = null;
        var isSeen = false;
        foreach (var target in _targets.Of(site, _cancellationToken))
        {
            if (_flows.Of(target, _session, _cancellationToken) is not { } flow)
                continue;
            isSeen = true;
            if (flow.Exit is not { Heap: var heap })
                continue;
            object instance = origin.Index == Origin.ReceiverIndex ? Origin.This : new Origin(OriginKind.Parameter, target.Parameters[origin.Index].OriginalDefinition);
            worst = Finding.Worse(worst, Of(Read(heap, instance, chain.First), heap, chain.Rest, new Frame(site, target, frame), origin.IsPart));
            if (worst?.IsSerious == true)
                return worst.Through(site.Syntax.GetLocation());
        }

        return isSeen ? worst?.Through(site.Syntax.GetLocation()) : Prior(touched, origin, chain, frame);
    }

    /// <summary>What a function that was handed in did to what it was given: <c>configure(options)</c>.</summary>
    private Finding? OfTouchedByDelegate(TouchedObject touched, Origin origin, Members chain, Frame? frame)
    {
        var site = touched.Site;
        Finding? worst = null;
        foreach (var (function, owner, enclosing) in FunctionsIn(site.Receiver, site.Before, frame, depth: 0).ToList())
        {
            if (function.Function is not Microsoft.CodeAnalysis.FlowAnalysis.IFlowAnonymousFunctionOperation { Symbol: var lambda } || origin.Index >= lambda.Parameters.Length)
                continue;
            object instance = new Origin(OriginKind.Parameter, lambda.Parameters[origin.Index].OriginalDefinition);
            worst = Finding.Worse(worst, Of(Read(owner.FinalHeap, instance, chain.First), owner.FinalHeap, chain.Rest, new Frame(site, lambda, frame, enclosing), origin.IsPart));
            if (worst?.IsSerious == true)
                return worst;
        }

        return Finding.Worse(worst, Prior(touched, origin, chain, frame));
    }

    /// <summary>Elements are read from what stands for the whole as well.</summary>
    private static Value Read(Heap heap, object instance, object member)
    {
        var value = heap.Read(instance, member);
        if (member is not (Slot.AnyElement or Slot.Text))
            return value;
        var node = heap.Of(instance);
        return node.Members.Where(one => one.Key is string and not Slot.Keys).Aggregate(value, (all, element) => all.Or(element.Value));
    }

    /// <summary>As it was before the call.</summary>
    private Finding? Prior(TouchedObject touched, Origin origin, Members chain, Frame? frame) =>
        Of(Read(touched.Site.Before, touched.Instance, chain.First), touched.Site.Before, chain.Rest, frame, origin.IsPart);

    private Finding? OfConstructed(TouchedObject touched, Origin origin, Members chain, Frame? frame)
    {
        var site = touched.Site;
        // The members of a record are called as the parameters that fill them.
        if (chain.First is IPropertySymbol { DeclaringSyntaxReferences.Length: 1 } property
            && property.DeclaringSyntaxReferences[0].GetSyntax(_cancellationToken) is Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax
            && site.Target.Parameters.FirstOrDefault(parameter => parameter.Name == property.Name) is { } filling)
            return Of(site.Arguments[filling.Ordinal], site.Before, chain.Rest, frame, origin.IsPart);
        var entered = new Frame(site, site.Target, frame);
        if (_flows.Of(site.Target, _session, _cancellationToken) is { Exit.Heap: var heap })
            return Of(Read(heap, Origin.This, chain.First), heap, chain.Rest, entered, origin.IsPart);
        return OfInitializer(chain.First, origin, chain.Rest, entered);
    }

    private Finding? OfOutput(CallSite site, Origin origin, Members chain, Frame? frame)
    {
        if (frame?.IsIn(site) == true)
            return null;
        Finding? worst = null;
        var isSeen = false;
        foreach (var target in _targets.Of(site, _cancellationToken))
        {
            if (_flows.Of(target, _session, _cancellationToken) is not { } flow)
                continue;
            isSeen = true;
            var parameter = target.Parameters[origin.Index].OriginalDefinition;
            if (flow.Exit is { } exit)
                worst = Finding.Worse(worst, Of(exit.Variables.TryGetValue(parameter, out var value) ? value : FlowState.EntryOf(parameter), exit.Heap, chain, new Frame(site, target, frame), origin.IsPart));
        }

        return isSeen ? worst?.Through(site.Syntax.GetLocation()) : OfForeign(site, origin, chain, frame);
    }

    private Finding? OfDelegate(CallSite site, Origin origin, Members chain, Frame? frame)
    {
        Finding? worst = null;
        var isSeen = false;
        foreach (var (function, owner, enclosing) in FunctionsIn(site.Receiver, site.Before, frame, depth: 0))
        {
            isSeen = true;
            switch (function.Function)
            {
                case IMethodReferenceOperation reference when _flows.Of(reference.Method, _session, _cancellationToken) is { } flow:
                    worst = Finding.Worse(worst, Of(flow.Returned, flow.FinalHeap, chain, new Frame(site, reference.Method.OriginalDefinition, frame), origin.IsPart));
                    break;
                case Microsoft.CodeAnalysis.FlowAnalysis.IFlowAnonymousFunctionOperation lambda:
                    worst = Finding.Worse(worst, Of(owner.ResultOf(lambda.Syntax), owner.FinalHeap, chain, new Frame(site, lambda.Symbol, frame, enclosing), origin.IsPart));
                    break;
            }
        }

        return isSeen ? worst?.Through(site.Syntax.GetLocation()) : OfForeign(site, origin, chain, frame);
    }

    /// <summary>The functions that a delegate may stand for, each with the member it is written in and how that was entered.</summary>
    private IEnumerable<(HeapObject Function, MemberFlow Owner, Frame? Enclosing)> FunctionsIn(Value value, Heap heap, Frame? frame, int depth)
    {
        foreach (var made in value.Objects)
        {
            if (made.Function is not null && _flows.Around(made.MadeBy, _session, _cancellationToken) is { } owner)
                yield return (made, owner, frame);
        }

        if (depth > 3)
            yield break;
        foreach (var origin in value.Origins)
        {
            foreach (var (held, heapThere, frameThere) in HeldBy(origin, frame))
            {
                foreach (var function in FunctionsIn(held, heapThere, frameThere, depth + 1))
                    yield return function;
            }
        }
    }

    /// <summary>The values a parameter, field or event may hold, as values where they were given.</summary>
    private IEnumerable<(Value Value, Heap Heap, Frame? Frame)> HeldBy(Origin origin, Frame? frame)
    {
        if (origin is { Kind: OriginKind.Parameter, Key: IParameterSymbol parameter, Chain.IsEmpty: true })
        {
            if (FrameOf(parameter, frame) is { } bound)
            {
                yield return (bound.Site.Arguments[parameter.Ordinal], bound.Site.Before, bound.Outer);
                yield break;
            }

            foreach (var site in SitesCalling(parameter.ContainingSymbol as IMethodSymbol))
                yield return (site.Arguments[parameter.Ordinal], site.Before, null);
            yield break;
        }

        if (origin is { Kind: OriginKind.Call, Key: CallSite { Target.MethodKind: not MethodKind.DelegateInvoke } made, Chain.IsEmpty: true } && frame?.IsIn(made) != true)
        {
            foreach (var target in _targets.Of(made, _cancellationToken))
            {
                if (_flows.Of(target, _session, _cancellationToken) is { } flow)
                    yield return (flow.Returned, flow.FinalHeap, new Frame(made, target, frame));
            }

            yield break;
        }

        if ((origin.Chain.IsEmpty ? origin.Key : origin.Chain[origin.Chain.Length - 1]) is not ISymbol member || member is IParameterSymbol)
            yield break;
        foreach (var flow in FlowsNaming(member))
        {
            if (flow.WrittenTo(member) is { } written)
                yield return (written, flow.FinalHeap, null);
            foreach (var content in flow.PutInto(member))
                yield return (content.Value, flow.FinalHeap, null);
        }
    }
}
