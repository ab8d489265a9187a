using System.Runtime.CompilerServices;

namespace BackendGuardrails.Facts.Http.Endpoints;

/// <summary>The way that requests take through a program, from where it is put together.</summary>
/// <param name="Start">The call that builds the application; with a Startup class the one that adds the endpoints.</param>
/// <param name="Calls">All that is called on the application, also in methods of this program that are handed it.</param>
/// <param name="Mapped">Those of them that may map endpoints: of several <c>UseEndpoints</c>, as in the branches of an <c>if</c>, each has its own.</param>
internal sealed record Pipeline(IInvocationOperation Start, ImmutableArray<IInvocationOperation> Calls, ImmutableArray<IInvocationOperation> Mapped)
{
    private static readonly string[] Probes = ["health", "live", "ready", "ping", "metrics", "version", "alive"];

    /// <summary>Whether it has endpoints that do something: actions, pages, functions. Health checks, gRPC services and fixed texts are none.</summary>
    public bool HasEndpoints => Mapped.Any(call => HostSetup.MapsOfControllers.Contains(call.TargetMethod.Name) || call.TargetMethod.Name is "MapRazorPages" or "UseMvc" or "UseMvcWithDefaultRoute" || Mappings.IsMapping(call) && DoesSomething(call));

    /// <summary>Whether people look at its answers in a browser, for whom an error is a page.</summary>
    public bool HasViews => Calls.Any(call => call.TargetMethod.Name is "MapRazorPages" or "MapControllerRoute" or "MapDefaultControllerRoute" or "MapAreaControllerRoute" or "UseMvc" or "UseMvcWithDefaultRoute" or "MapRazorComponents" or "MapBlazorHub");

    private static bool DoesSomething(IInvocationOperation mapping)
    {
        if (Mappings.PatternOf(mapping) is { } pattern && Probes.Any(word => pattern.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0))
            return false;
        return Mappings.FunctionOf(mapping)?.Unwrap() is not IAnonymousFunctionOperation lambda || lambda.Body.Descendants().Any(operation => operation switch
        {
            IAwaitOperation or IThrowOperation => true,
            IPropertyReferenceOperation { Arguments.IsEmpty: false } => true,
            IInvocationOperation call => !call.TargetMethod.ContainingType.Is(Responses.Results) && !call.TargetMethod.ContainingType.Is(Responses.TypedResults),
            _ => false,
        });
    }
}

/// <summary>Which pipelines does this program put together?</summary>
internal sealed class Pipelines(Compilation compilation, HostPlaces places, Callers callers, Implementations implementations, SourceNames names)
{
    private readonly ConditionalWeakTable<IOperation, Pipeline> _known = new();

    /// <summary>That which begins with this call; null for every other call.</summary>
    public Pipeline? At(IInvocationOperation call, CancellationToken cancellationToken)
    {
        IOperation? application = call.TargetMethod.Name switch
        {
            "Build" when call.TargetMethod.ContainingType.Is(HostPlaces.Builder) => call,
            "Create" when call.TargetMethod.ContainingType.Is("Microsoft.AspNetCore.Builder.WebApplication") => call,
            "UseEndpoints" or "UseMvc" or "UseMvcWithDefaultRoute" when IsProgram && ApplicationOf(call) is { } given && !places.Builds(cancellationToken).Any() => given,
            _ => null,
        };
        if (application is null)
            return null;
        return _known.TryGetValue(call, out var known) ? known : _known.GetValue(call, _ => Read(call, application, cancellationToken));
    }

    private Pipeline Read(IInvocationOperation start, IOperation application, CancellationToken cancellationToken)
    {
        var calls = new Walk(callers, implementations, names, cancellationToken).From(application);
        var mapping = start.TargetMethod.Name == "UseEndpoints" ? start.Arguments.Select(argument => argument.Value.Unwrap()).OfType<IAnonymousFunctionOperation>().FirstOrDefault() : null;
        return new(start, calls, mapping is null ? calls : new Walk(callers, implementations, names, cancellationToken).Of(mapping));
    }

    /// <summary>Modules and plug-ins put a part of a pipeline together, of which the program that loads them knows the rest.</summary>
    private bool IsProgram => compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication;

    /// <summary>The application that a method is given, such as that of <c>Configure(IApplicationBuilder app)</c>.</summary>
    private static IParameterReferenceOperation? ApplicationOf(IInvocationOperation call)
    {
        var receiver = call.Receiver()?.Unwrap();
        while (receiver is IInvocationOperation before)
            receiver = before.Receiver()?.Unwrap();
        return receiver as IParameterReferenceOperation;
    }

    /// <summary>Follows the application: through locals, into the methods that it is handed to, and out of those that return it.</summary>
    private sealed class Walk(Callers callers, Implementations implementations, SourceNames names, CancellationToken cancellationToken)
    {
        private const int MostHops = 24;
        private const int MostCalls = 400;

        private readonly HashSet<IInvocationOperation> _calls = new();
        private readonly HashSet<ISymbol> _variables = new(SymbolEqualityComparer.Default);

        public ImmutableArray<IInvocationOperation> From(IOperation application)
        {
            if (application is IParameterReferenceOperation { Parameter: var parameter })
                Uses(parameter, application.MemberBody(), MostHops);
            else
                Follow(application, MostHops);
            return _calls.ToImmutableArray();
        }

        /// <summary>What is called on what the function is given.</summary>
        public ImmutableArray<IInvocationOperation> Of(IAnonymousFunctionOperation function)
        {
            foreach (var given in function.Symbol.Parameters)
                Uses(given, function.Body, MostHops);
            return _calls.ToImmutableArray();
        }

        private void Follow(IOperation value, int hops)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (hops == 0 || _calls.Count > MostCalls)
                return;
            var outer = value.Parent;
            while (outer is IConversionOperation or IParenthesizedOperation or IAwaitOperation)
                outer = outer.Parent;
            switch (outer)
            {
                case IInvocationOperation call:
                    Called(call, null, hops);
                    break;
                case IArgumentOperation { Parent: IInvocationOperation call } argument:
                    Called(call, argument, hops);
                    break;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    Uses(declarator.Symbol, value.MemberBody(), hops);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target }:
                    Uses(target.Local, value.MemberBody(), hops);
                    break;
                case IReturnOperation when value.EnclosingSymbol(cancellationToken) is IMethodSymbol method:
                    foreach (var use in callers.Of(method, cancellationToken))
                        Follow(use, hops - 1);
                    break;
            }
        }

        private void Called(IInvocationOperation call, IArgumentOperation? argument, int hops)
        {
            if (!_calls.Add(call))
                return;
            if (argument?.Parameter is { } parameter)
            {
                foreach (var target in TargetsOf(call.TargetMethod))
                {
                    if (target.Parameters.FirstOrDefault(one => one.Ordinal == parameter.Ordinal) is { } own && Bodies.CodeOf(target, names, cancellationToken) is { } body)
                        Uses(own, body, hops - 1);
                }
            }

            // UseEndpoints(endpoints => …), UseWhen(…, branch => …)
            foreach (var lambda in call.Arguments.Select(one => one.Value.Unwrap()).OfType<IAnonymousFunctionOperation>().Where(_ => !Mappings.IsMapping(call)))
            {
                foreach (var given in lambda.Symbol.Parameters)
                    Uses(given, lambda.Body, hops - 1);
            }

            Follow(call, hops - 1);
        }

        private IEnumerable<IMethodSymbol> TargetsOf(IMethodSymbol method)
        {
            var definition = (method.ReducedFrom ?? method).OriginalDefinition;
            return Implementations.IsDispatched(definition) ? implementations.Of(definition, cancellationToken).Append(definition) : new[] { definition };
        }

        private void Uses(ISymbol variable, IOperation body, int hops)
        {
            if (hops <= 0 || !_variables.Add(variable))
                return;
            foreach (var use in body.DescendantsAndSelf())
            {
                if (use is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, variable) || use is IParameterReferenceOperation given && SymbolEqualityComparer.Default.Equals(given.Parameter, variable))
                    Follow(use, hops);
            }
        }
    }
}
