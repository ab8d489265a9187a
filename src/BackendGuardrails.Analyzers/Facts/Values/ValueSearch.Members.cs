using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Values;

/// <summary>What parameters, fields and properties hold.</summary>
internal sealed partial class ValueSearch
{
    private static readonly string[] BindingAttributes = ["BindPropertyAttribute", "FromQueryAttribute", "FromRouteAttribute", "FromFormAttribute", "FromBodyAttribute", "FromHeaderAttribute", "SupplyParameterFromQueryAttribute"];

    private static readonly ImmutableHashSet<string> SettingsNames = ImmutableHashSet.Create(StringComparer.Ordinal, "options", "settings", "configuration", "config", "properties", "connectionString");

    private static readonly string[] SettingsSuffixes = ["Options", "Settings", "Configuration", "Config"];

    /// <summary>The frame that says what the parameter is; for a lambda's surroundings, the one around it.</summary>
    private static Frame? FrameOf(IParameterSymbol parameter, Frame? frame)
    {
        for (var current = frame; current is not null; current = current.Enclosing)
        {
            if (SymbolEqualityComparer.Default.Equals(current.Target, parameter.ContainingSymbol) && parameter.Ordinal < current.Site.Arguments.Length)
                return current;
        }

        return null;
    }

    private Finding? OfParameter(IParameterSymbol parameter, Origin origin, Members chain, Frame? frame)
    {
        if (FrameOf(parameter, frame) is { } bound)
            return Of(bound.Site.Arguments[parameter.Ordinal], bound.Site.Before, chain, bound.Outer, origin.IsPart);
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return OfExtended(parameter, origin, chain, frame);
        // Seen from the whole program it does not matter how we came here.
        if (frame is not null)
            return Of(origin, null);
        var declared = parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellationToken).GetLocation();
        if (_entrances.Of(parameter, method, _cancellationToken) is { } entrance)
            return IsData(parameter, chain) ? new(FindingKind.Outside, entrance, $"parameter '{parameter.Name}'", origin.IsPart, Locations(declared)) : OfSettings(origin, chain);
        Finding? worst = null;
        var isCalled = false;
        foreach (var site in method.MethodKind == MethodKind.AnonymousFunction ? SitesRunning(method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellationToken)) : SitesCalling(method))
        {
            isCalled = true;
            if (parameter.Ordinal < site.Arguments.Length)
                worst = Finding.Worse(worst, Of(site.Arguments[parameter.Ordinal], site.Before, chain, null, origin.IsPart)?.Through(site.Syntax.GetLocation()));
            if (worst?.IsSerious == true)
                return worst;
        }

        return isCalled ? worst : OfUncalled(parameter, method, origin, chain, declared);
    }

    /// <summary>The receiver that a block of extension members gives a name.</summary>
    private Finding? OfExtended(IParameterSymbol receiver, Origin origin, Members chain, Frame? frame)
    {
        for (var current = frame; current is not null; current = current.Enclosing)
        {
            if (SymbolEqualityComparer.Default.Equals(current.Target?.ContainingType, receiver.ContainingSymbol))
                return Of(current.Site.Receiver, current.Site.Before, chain, current.Outer, origin.IsPart);
        }

        return frame is null ? new(FindingKind.Unknown, null, $"parameter '{receiver.Name}'", origin.IsPart, Locations(receiver.Locations.FirstOrDefault())) : Of(origin, null);
    }

    /// <summary>A service that a framework hands over is nothing that somebody sent.</summary>
    private bool IsData(IParameterSymbol parameter, Members chain) =>
        parameter.Type.TypeKind != TypeKind.Interface
        && !parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "FromServicesAttribute" or "FromKeyedServicesAttribute")
        && !(chain.FirstOrNone is ISymbol member && !_flows.IsSource(member) && !TextLibrary.IsTransparent(member.ContainingType) && OutsideSources.Of(member) is null);

    private Finding? OfUncalled(IParameterSymbol parameter, IMethodSymbol method, Origin origin, Members chain, Location? declared)
    {
        if (method is { MethodKind: MethodKind.PropertySet, AssociatedSymbol: IPropertySymbol set } && chain.IsEmpty)
            return OfUnwritten(set, origin);
        if (origin.Chain.LastOrDefault() == Slot.ParameterName)
            return new(FindingKind.Internal, null, $"{parameter.Name}.ParameterName", origin.IsPart, Locations(declared));
        if (LastSymbol(origin) is ISymbol followed)
            return OfMember(followed, origin, Members.None);
        if (method.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal && _entrances.IsNamedInBrokenCode(method, _cancellationToken))
            return null;
        // Whoever builds the object decides, and mostly that is a container with its configuration.
        var isSettings = parameter.Type.Is("System.Collections.Specialized.NameValueCollection") || parameter.Type is INamedTypeSymbol type && IsSettings(type) || SettingsNames.Contains(parameter.Name);
        if (chain.IsEmpty)
            Wholes?.Add(parameter);
        var kind = isSettings || method.MethodKind == MethodKind.Constructor && !method.ContainingType.IsRecord ? FindingKind.Internal : Entrusted?.Contains(parameter) == true ? FindingKind.Entrusted : Decided(parameter);
        return new(kind, null, $"parameter '{parameter.Name}'", origin.IsPart, Locations(declared));
    }

    private static FindingKind Decided(ISymbol elsewhere) => FragmentNames.Has(elsewhere) ? FindingKind.Entrusted : FindingKind.Unknown;

    private Finding? OfSettings(Origin origin, Members chain) => LastSymbol(origin) is ISymbol member ? OfMember(member, origin, Members.None) : null;

    private static object? LastSymbol(Origin origin) => origin.Chain.LastOrDefault(member => member is ISymbol && !Pairs.IsPart(member));

    private static ImmutableArray<Location> Locations(Location? one) => one is null ? ImmutableArray<Location>.Empty : ImmutableArray.Create(one);

    private IEnumerable<CallSite> SitesCalling(IMethodSymbol? method)
    {
        if (method is null)
            yield break;
        foreach (var call in _entrances.CallsOf(method, _cancellationToken))
        {
            if (_flows.Around(call, _session, _cancellationToken) is not { } flow)
            {
                _leadsBackTo = Incomplete;
                continue;
            }

            if (_entrances.HolderOf(call, _cancellationToken) is not null)
            {
                foreach (var site in SitesRunning(call))
                    yield return site;
            }

            foreach (var site in flow.SitesAt(call))
            {
                if (site.Target.Name == method.Name && site.Target.Parameters.Length == method.Parameters.Length && site.Target.MethodKind != MethodKind.DelegateInvoke)
                    yield return site;
            }
        }
    }

    /// <summary>The calls of the delegate that a lambda or method was handed on as.</summary>
    private IEnumerable<CallSite> SitesRunning(SyntaxNode? syntax)
    {
        if (syntax is null)
            yield break;
        var holder = _entrances.HolderOf(syntax, _cancellationToken);
        if (holder is IParameterSymbol { ContainingSymbol: IMethodSymbol taking } parameter)
        {
            foreach (var site in _flows.Around(syntax, _session, _cancellationToken)?.SitesAt(syntax.AncestorsAndSelf().First(node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax)).ToList() ?? new())
            {
                foreach (var target in _targets.Of(site, _cancellationToken))
                {
                    if (_flows.Of(target, _session, _cancellationToken) is not { } flow || parameter.Ordinal >= target.Parameters.Length)
                        continue;
                    var held = new Origin(OriginKind.Parameter, target.Parameters[parameter.Ordinal].OriginalDefinition);
                    foreach (var inner in flow.Sites.Where(inner => inner.Receiver.Origins.Contains(held)).ToList())
                        yield return Bound(inner, site, target);
                }
            }
        }
        else if (holder is not null)
        {
            foreach (var flow in FlowsNaming(holder))
            {
                foreach (var site in flow.Sites.Where(site => site.Target.MethodKind == MethodKind.DelegateInvoke && site.Receiver.Origins.Any(origin => Equals(LastSymbol(origin) ?? origin.Key, holder))).ToList())
                    yield return site;
            }
        }
    }

    /// <summary>The call inside as it is for this call: what it passes on of its parameters is what this one gave.</summary>
    private CallSite Bound(CallSite inner, CallSite outer, IMethodSymbol target)
    {
        var bound = new CallSite(inner.Owner, inner.Syntax, inner.Target) { Before = inner.Before.WithObjectsOf(outer.Before), Receiver = inner.Receiver };
        for (var index = 0; index < inner.Arguments.Length; index++)
        {
            var argument = inner.Arguments[index];
            bound.Arguments[index] = argument.Origins
                .Select(origin => origin is { Kind: OriginKind.Parameter, Key: IParameterSymbol passed, Chain.IsEmpty: true } && SymbolEqualityComparer.Default.Equals(passed.ContainingSymbol, target)
                    ? outer.Arguments[passed.Ordinal]
                    : Value.From(origin))
                .Aggregate(argument.Objects.Aggregate(Value.Safe, (all, made) => all.Or(Value.From(made))), (all, part) => all.Or(part));
        }

        return bound;
    }

    private Finding? OfReceiver(Origin origin, Members chain, Frame? frame)
    {
        var entered = frame;
        while (entered is { Target.MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction, Enclosing: { } around })
            entered = around;
        if (chain.IsEmpty || chain.First is not ISymbol member)
            return null;
        if (entered is null || entered.Target is { MethodKind: MethodKind.AnonymousFunction })
            return OfMember(member, origin, chain.Rest);
        if (entered.Target is { MethodKind: MethodKind.Constructor })
            return OfInitializer(member, origin, chain.Rest, entered);
        return entered.Site.Receiver.IsHarmless
            ? OfMember(member, origin, chain.Rest)
            : Of(entered.Site.Receiver, entered.Site.Before, chain, entered.Outer, origin.IsPart);
    }

    /// <summary>What a new object starts with, as it was made by this call of its constructor.</summary>
    private Finding? OfInitializer(object member, Origin origin, Members rest, Frame entered)
    {
        if (member is not ISymbol symbol || MemberSyntax.InitializerOf(symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellationToken)) is not { } initializer)
            return null;
        if (_flows.Around(initializer.Value, _session, _cancellationToken) is not { } flow)
            return null;
        return Of(flow.WrittenTo(symbol) ?? flow.Returned, flow.FinalHeap, rest, entered, origin.IsPart);
    }

    /// <summary>All that any code here ever writes to it.</summary>
    private Finding? OfMember(ISymbol member, Origin origin, Members rest)
    {
        if (!_flows.IsSource(member))
            return OfLibraryMember(member, origin);
        if (IsBound(member))
            return new(FindingKind.Outside, OutsideKind.Request, $"{member.ContainingType.Name}.{member.Name}", origin.IsPart, Locations(member.Locations.FirstOrDefault()));
        Finding? worst = null;
        var isWritten = false;
        foreach (var related in Related(member))
        {
            if (related.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellationToken) is ParameterSyntax && related.ContainingType.InstanceConstructors.FirstOrDefault(HasParameter) is { } constructor)
            {
                isWritten = true;
                worst = Finding.Worse(worst, Of(rest.On(origin.At(new Origin(OriginKind.Parameter, constructor.Parameters.First(Fills)), Array.Empty<object>())), null));
            }

            foreach (var flow in FlowsNaming(related))
            {
                if (flow.WrittenTo(related) is { } written)
                {
                    // A default is what it is as long as nobody else fills it: a binder, a serializer.
                    isWritten |= flow.Method is { } writer && !(writer.MethodKind == MethodKind.Constructor && IsSettings(related.ContainingType)) || related is not IPropertySymbol { SetMethod: not null };
                    worst = Finding.Worse(worst, Of(written, flow.FinalHeap, rest, null, origin.IsPart));
                }

                foreach (var (slot, content) in flow.PutInto(related))
                {
                    if (rest.IsEmpty || Equals(rest.First, slot) || slot is string && !(rest.First is string && (rest.First is Slot.Keys) != (slot is Slot.Keys)))
                        worst = Finding.Worse(worst, Of(content, flow.FinalHeap, rest.IsEmpty || slot is string && rest.First is not string ? rest : rest.Rest, null, origin.IsPart));
                }

                if (worst?.IsSerious == true)
                    return worst;
            }

            bool HasParameter(IMethodSymbol candidate) => candidate.Parameters.Any(Fills);

            bool Fills(IParameterSymbol parameter) => parameter.Name == related.Name;
        }

        return isWritten || worst?.IsSerious == true ? worst : Finding.Worse(worst, OfUnwritten(member, origin));
    }

    private static bool IsBound(ISymbol member) =>
        member.GetAttributes().Any(attribute => BindingAttributes.Contains(attribute.AttributeClass?.Name))
        || member is IPropertySymbol { SetMethod: not null } && member.ContainingType.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "BindPropertiesAttribute");

    /// <summary>What nobody here writes comes from a serializer or binder, from configuration, or stays empty.</summary>
    private static Finding? OfUnwritten(ISymbol member, Origin origin)
    {
        if (member is not IPropertySymbol { SetMethod.DeclaredAccessibility: Accessibility.Public or Accessibility.Internal, IsStatic: false })
            return null;
        return new(IsSettings(member.ContainingType) ? FindingKind.Internal : Decided(member), null, $"{member.ContainingType.Name}.{member.Name}", origin.IsPart, Locations(member.Locations.FirstOrDefault()));
    }

    private static bool IsSettings(INamedTypeSymbol type) => SettingsSuffixes.Any(suffix => type.Name.EndsWith(suffix, StringComparison.Ordinal));

    private static Finding? OfLibraryMember(ISymbol member, Origin origin) => OutsideSources.Of(member) is { } outside
        ? new(FindingKind.Outside, outside, $"{member.ContainingType.Name}.{member.Name}", origin.IsPart, ImmutableArray<Location>.Empty)
        : TextLibrary.IsDevelopers(member) ? null
        : new(FindingKind.Internal, null, $"{member.ContainingType?.Name}.{member.Name}", origin.IsPart, ImmutableArray<Location>.Empty);

    /// <summary>The member itself, and what it implements or overrides: written to under any of their names.</summary>
    private static IEnumerable<ISymbol> Related(ISymbol member)
    {
        yield return member;
        if (member is not IPropertySymbol property)
            yield break;
        for (var overridden = property.OverriddenProperty; overridden is not null; overridden = overridden.OverriddenProperty)
            yield return overridden.OriginalDefinition;
    }

    private IEnumerable<MemberFlow> FlowsNaming(ISymbol member)
    {
        var seen = new HashSet<MemberFlow>();
        foreach (var declared in member.DeclaringSyntaxReferences)
        {
            if (MemberSyntax.InitializerOf(declared.GetSyntax(_cancellationToken)) is { } initializer && _flows.Around(initializer.Value, _session, _cancellationToken) is { } flow && seen.Add(flow))
                yield return flow;
        }

        foreach (var name in _uses.Of(member, IsPlain(member) ? MemberSyntax.Written : MemberSyntax.WrittenOrUsed, _cancellationToken))
        {
            if (_flows.Around(name, _session, _cancellationToken) is { } flow)
            {
                if (seen.Add(flow))
                    yield return flow;
            }
            else
            {
                _leadsBackTo = Incomplete;
            }
        }
    }

    /// <summary>A text is no object that could be filled.</summary>
    private static bool IsPlain(ISymbol member) => ((member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type) is { SpecialType: SpecialType.System_String };
}
