using System.Collections.Concurrent;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>What is said about mapped endpoints: the calls on the mapping, on its groups, and on what it is handed to.</summary>
/// <param name="Calls">Such as <c>RequireAuthorization()</c>, whether on the endpoint or on a group around it.</param>
/// <param name="Prefixes">The prefixes of the groups, outermost first; null in it for one that is not constant.</param>
/// <param name="IsComplete">Whether the way to the application itself was seen.</param>
internal sealed record Conventions(ImmutableArray<IInvocationOperation> Calls, ImmutableArray<string?> Prefixes, bool IsComplete);

/// <summary>Reads the chains of calls around a mapping: before it, after it, through locals, parameters and callers.</summary>
internal sealed class MappingConventions(Callers callers, SourceNames names)
{
    private readonly ConcurrentDictionary<IInvocationOperation, Conventions> _known = new();

    public Conventions Of(IInvocationOperation mapping, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(mapping, out var known))
            return known;
        var walk = new Walk(callers, names, cancellationToken);
        walk.After(mapping);
        if (mapping.Receiver() is { } routes)
            walk.Before(routes, 0);
        else
            walk.GiveUp();
        return _known.GetOrAdd(mapping, walk.Result);
    }

    private sealed class Walk(Callers callers, SourceNames names, CancellationToken cancellationToken)
    {
        private const int MostHops = 12;
        private const int MostCalls = 200;

        private readonly HashSet<IInvocationOperation> _calls = new();
        private readonly HashSet<ISymbol> _builders = new(SymbolEqualityComparer.Default);
        private readonly List<string?> _prefixes = new();
        private bool _isComplete = true;

        public Conventions Result => new(_calls.ToImmutableArray(), _prefixes.ToImmutableArray(), _isComplete);

        public void GiveUp() => _isComplete = false;

        /// <summary>What is called on the result, and on the local that keeps it.</summary>
        public void After(IInvocationOperation call)
        {
            IOperation link = call;
            while (_calls.Count < MostCalls)
            {
                var parent = link.Parent;
                if (parent is IConversionOperation or IParenthesizedOperation or IAwaitOperation)
                    link = parent;
                else if ((parent is IArgumentOperation ? parent.Parent : parent) is IInvocationOperation next && (next.Receiver() == link || parent is IArgumentOperation))
                {
                    if (!_calls.Add(next))
                        return;
                    link = next;
                }
                else
                    break;
            }

            // Whoever goes through a list of endpoints may say something about each.
            if (link.Parent is IArrayInitializerOperation || link.Parent?.Kind == (OperationKind)Values.Containers.CollectionExpression)
                GiveUp();
            var local = link.Parent switch
            {
                IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
                ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } => target.Local,
                _ => null,
            };
            if (local is not null && _builders.Add(local))
                CallsOn(local, link.MemberBody());
        }

        /// <summary>What the routes are that something is mapped on, back to the application.</summary>
        public void Before(IOperation routes, int hops)
        {
            routes = routes.Unwrap();
            if (hops > MostHops)
            {
                GiveUp();
                return;
            }

            switch (routes)
            {
                case IInvocationOperation call when call.Receiver() is { } receiver:
                    Add(call);
                    Inside(call);
                    Before(receiver, hops + 1);
                    break;
                case IInvocationOperation { Arguments.IsEmpty: false } call:
                    Add(call);
                    Before(call.Arguments[0].Value, hops + 1);
                    break;
                case ILocalReferenceOperation local:
                    BeforeLocal(local, hops);
                    break;
                case IParameterReferenceOperation parameter:
                    BeforeParameter(parameter, hops);
                    break;
                default:
                    _isComplete &= IsApplication(routes.Type);
                    break;
            }
        }

        /// <summary>What a method of this compilation gives back: <c>app.MapApi()</c> with <c>=&gt; routes.MapGroup("/api").RequireAuthorization()</c>.</summary>
        private void Inside(IInvocationOperation call)
        {
            if (call.TargetMethod.Name is "MapGroup" || !call.TargetMethod.Name.StartsWith("Map", StringComparison.Ordinal) || Bodies.CodeOf((call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition, names, cancellationToken) is not { } body)
                return;
            foreach (var given in body.Executed().OfType<IReturnOperation>().Select(exit => exit.ReturnedValue?.Unwrap()))
            {
                var made = given is ILocalReferenceOperation local && _builders.Add(local.Local) ? Kept(local, body) : given;
                for (; made is IInvocationOperation step; made = step.Receiver()?.Unwrap())
                    Add(step);
            }
        }

        private IOperation? Kept(ILocalReferenceOperation local, IOperation body)
        {
            CallsOn(local.Local, body);
            return Origins.InitialValue(local)?.Unwrap();
        }

        private void Add(IInvocationOperation call)
        {
            if (_calls.Add(call) && call.TargetMethod.Name == "MapGroup")
                _prefixes.Insert(0, Mappings.PatternOf(call));
        }

        private void BeforeLocal(ILocalReferenceOperation local, int hops)
        {
            if (_builders.Add(local.Local))
                CallsOn(local.Local, local.MemberBody());
            if (IsApplication(local.Type))
                return;
            if (Origins.InitialValue(local) is { } value)
                Before(value, hops + 1);
            else
                GiveUp();
        }

        private void BeforeParameter(IParameterReferenceOperation parameter, int hops)
        {
            if (!_builders.Add(parameter.Parameter))
                return;
            CallsOn(parameter.Parameter, parameter.MemberBody());
            if (IsApplication(parameter.Type))
                return;
            if (parameter.Parameter.ContainingSymbol is not IMethodSymbol method)
                GiveUp();
            else if (method.MethodKind == MethodKind.AnonymousFunction)
                BeforeLambda(parameter, method, hops);
            else
                BeforeCallers(parameter.Parameter, method, hops);
        }

        /// <summary><c>app.UseEndpoints(endpoints => …)</c>; what else takes a lambda may say something about all that is mapped in it.</summary>
        private void BeforeLambda(IParameterReferenceOperation parameter, IMethodSymbol lambda, int hops)
        {
            var function = parameter.Ancestors().OfType<IAnonymousFunctionOperation>().FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.Symbol, lambda));
            var taker = function?.Ancestors().OfType<IInvocationOperation>().FirstOrDefault();
            if (taker?.TargetMethod.Name is "UseEndpoints" or "Configure")
                return;
            if (taker?.Receiver() is { } receiver)
            {
                Add(taker);
                Before(receiver, hops + 1);
            }

            GiveUp();
        }

        private void BeforeCallers(IParameterSymbol parameter, IMethodSymbol method, int hops)
        {
            var calls = DefinitionsOf(method).SelectMany(one => callers.Of(one, cancellationToken)).ToList();
            if (calls.Count == 0)
                GiveUp();
            foreach (var use in calls)
            {
                if (use is IInvocationOperation call && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { } argument)
                {
                    After(call);
                    Before(argument.Value, hops + 1);
                }
                else if (use is IInvocationOperation { Instance: { } instance } && parameter.Ordinal == 0 && method.IsExtensionMethod)
                    Before(instance, hops + 1);
                else
                    GiveUp();
            }
        }

        private static IEnumerable<IMethodSymbol> DefinitionsOf(IMethodSymbol method)
        {
            yield return method;
            for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
                yield return overridden;
            if (method.ContainingType is not { } type)
                yield break;
            foreach (var member in type.AllInterfaces.SelectMany(implemented => implemented.GetMembers()).OfType<IMethodSymbol>())
            {
                if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method))
                    yield return member.OriginalDefinition;
            }
        }

        /// <summary>Conventions of the variable, not what is mapped on it.</summary>
        private void CallsOn(ISymbol builder, IOperation body)
        {
            if (IsApplication((builder as ILocalSymbol)?.Type ?? (builder as IParameterSymbol)?.Type))
                return;
            foreach (var call in body.Descendants().OfType<IInvocationOperation>())
            {
                if (call.Receiver()?.Unwrap() is { } receiver && Is(receiver, builder) && !call.TargetMethod.Name.StartsWith("Map", StringComparison.Ordinal) && _calls.Count < MostCalls && _calls.Add(call))
                    After(call);
            }
        }

        private static bool Is(IOperation reference, ISymbol symbol) => reference switch
        {
            ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, symbol),
            IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, symbol),
            _ => false,
        };

        private static bool IsApplication(ITypeSymbol? type) => type.IsOrInherits("Microsoft.AspNetCore.Builder.IApplicationBuilder");
    }
}
