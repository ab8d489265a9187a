using BackendGuardrails.Facts.Data.Queries;
using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Facts.Http;

/// <summary>Which numbers does a client send, and nothing limits them? Through locals, arithmetic, members of what is sent, and the methods between the endpoint and the place.</summary>
internal sealed class RequestNumbers(SourceNames names, Callers callers, RequestCode requests, NumberLimits limits, EndpointModel endpoints, Bindings bindings)
{
    private const int MostHops = 12;

    private readonly SourceNames _names = names;
    private readonly Callers _callers = callers;
    private readonly RequestCode _requests = requests;
    private readonly NumberLimits _limits = limits;
    private readonly EndpointModel _endpoints = endpoints;
    private readonly Bindings _bindings = bindings;

    private static readonly string[] BindingMarks =
    [
        "Microsoft.AspNetCore.Mvc.BindPropertyAttribute", "Microsoft.AspNetCore.Mvc.FromQueryAttribute", "Microsoft.AspNetCore.Mvc.FromRouteAttribute", "Microsoft.AspNetCore.Components.SupplyParameterFromQueryAttribute",
    ];

    /// <summary>Only what answers requests marks its parameters so, wherever it is mapped.</summary>
    private static readonly string[] EndpointMarks =
    [
        "Microsoft.AspNetCore.Http.AsParametersAttribute", "Microsoft.AspNetCore.Mvc.FromQueryAttribute", "Microsoft.AspNetCore.Mvc.FromRouteAttribute", "Microsoft.AspNetCore.Mvc.FromBodyAttribute", "Microsoft.AspNetCore.Mvc.FromFormAttribute",
    ];

    /// <summary>The name of such a number; null when there is none in the value.</summary>
    /// <param name="value">What is computed.</param>
    /// <param name="others">Variables that do not count.</param>
    /// <param name="call">The call that the value is inside of, when it is only about this one.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public string? Unlimited(IOperation value, ImmutableHashSet<ISymbol> others, IInvocationOperation? call, CancellationToken cancellationToken) =>
        new Search(this, others, cancellationToken).In(value, call, MostHops);

    public static ISymbol? VariableOf(IOperation value) => value switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };

    private sealed class Search(RequestNumbers facts, ImmutableHashSet<ISymbol> others, CancellationToken cancellationToken)
    {
        private readonly HashSet<ISymbol> _open = new(SymbolEqualityComparer.Default);

        public string? In(IOperation value, IInvocationOperation? call, int hops)
        {
            value = value.Unwrap();
            if (hops == 0 || value.ConstantValue.HasValue || VariableOf(value) is { } variable && (others.Contains(variable) || facts._limits.IsLimited(value, variable, cancellationToken)))
                return null;
            return value switch
            {
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply } sum => In(sum.LeftOperand, call, hops - 1) ?? In(sum.RightOperand, call, hops - 1),
                IConditionalOperation { WhenFalse: { } otherwise } choice => In(choice.WhenTrue, call, hops - 1) ?? In(otherwise, call, hops - 1),
                ICoalesceOperation choice => In(choice.Value, call, hops - 1) ?? In(choice.WhenNull, call, hops - 1),
                ILocalReferenceOperation local => Once(local.Local, () => InWrites(local, local.Local, call, hops - 1)),
                IParameterReferenceOperation parameter => Once(parameter.Parameter, () => InParameter(parameter, call, hops - 1)),
                IPropertyReferenceOperation property => InProperty(property, call, hops - 1),
                IConditionalAccessOperation access => In(access.WhenNotNull, call, hops - 1),
                IConditionalAccessInstanceOperation owner => owner.Ancestors().OfType<IConditionalAccessOperation>().FirstOrDefault(access => access.WhenNotNull.Syntax.Span.Contains(owner.Syntax.Span) || access.Operation.Syntax == owner.Syntax) is { } whole ? In(whole.Operation, call, hops - 1) : null,
                IInvocationOperation invoked => InCall(invoked, call, hops - 1),
                _ => null,
            };
        }

        private string? Once(ISymbol variable, Func<string?> search)
        {
            if (!_open.Add(variable))
                return null;
            var found = search();
            _open.Remove(variable);
            return found;
        }

        private string? InWrites(IOperation use, ISymbol variable, IInvocationOperation? call, int hops)
        {
            var writes = VariableWrites.In(use.MemberBody())[variable].ToList();
            // A counter is nobody's wish; what counts down looks for a page that is there.
            if (use.MemberBody().DescendantsAndSelf().OfType<IIncrementOrDecrementOperation>().Any(step => step.Kind == OperationKind.Increment && SymbolEqualityComparer.Default.Equals(VariableOf(step.Target.Unwrap()), variable)) || writes.Any(write => write is ICompoundAssignmentOperation))
                return null;
            return writes.Select(write => write switch
            {
                IDeconstructionAssignmentOperation parts => PartFor(variable, parts.Target, parts.Value),
                IVariableDeclaratorOperation declarator => declarator.GetVariableInitializer()?.Value,
                ISimpleAssignmentOperation assignment => assignment.Value,
                _ => null,
            }).OfType<IOperation>().Select(written => In(written, call, hops)).FirstOrDefault(found => found is not null);
        }

        /// <summary><c>var (page, size) = (request.Page, request.Size)</c></summary>
        private static IOperation? PartFor(ISymbol variable, IOperation target, IOperation value)
        {
            target = target is IDeclarationExpressionOperation declared ? declared.Expression : target.Unwrap();
            if (target is not ITupleOperation targets)
                return SymbolEqualityComparer.Default.Equals(VariableOf(target), variable) ? value : null;
            return value.Unwrap() is ITupleOperation values && values.Elements.Length == targets.Elements.Length
                ? targets.Elements.Zip(values.Elements, (one, part) => PartFor(variable, one, part)).FirstOrDefault(part => part is not null)
                : null;
        }

        private string? InParameter(IParameterReferenceOperation use, IInvocationOperation? call, int hops)
        {
            var parameter = use.Parameter;
            if (InWrites(use, parameter, call, hops) is { } written)
                return written;
            if (parameter.ContainingSymbol is not IMethodSymbol method || OneTimeWork.Is(method))
                return null;
            if (parameter.GetAttributes().Any(attribute => EndpointMarks.Any(mark => attribute.AttributeClass.IsOrInherits(mark))) || IsEndpoint(use, method))
                return IsInjected(use) ? null : parameter.Name;
            if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction))
                return null;
            // A method that is handed a query is asked about for one call of it.
            var calls = call is not null && Definition(call.TargetMethod).Equals(method.OriginalDefinition, SymbolEqualityComparer.Default)
                ? new List<IInvocationOperation> { call }
                : facts._callers.OfDispatched(method, cancellationToken).OfType<IInvocationOperation>().ToList();
            return calls.Select(site => ArgumentOf(site, parameter) is { } argument && !IsInLoop(site) ? In(argument, null, hops) : null).FirstOrDefault(found => found is not null);
        }

        /// <summary>Options and the like, which the container gives to the endpoint.</summary>
        private bool IsInjected(IParameterReferenceOperation use) => !Bindings.IsSimple(use.Parameter.Type) && facts._endpoints.Around(use, cancellationToken) is { } endpoint
            && facts._bindings.Of(use.Parameter, endpoint, cancellationToken) is BindingSource.Services or BindingSource.Request;

        private bool IsEndpoint(IOperation use, IMethodSymbol method) => method.MethodKind == MethodKind.AnonymousFunction
            ? use.Ancestors().OfType<IAnonymousFunctionOperation>().FirstOrDefault(lambda => SymbolEqualityComparer.Default.Equals(lambda.Symbol, method)) is { } function && RequestCode.IsEndpoint(function)
            : facts._requests.IsEndpoint(method, cancellationToken);

        private string? InProperty(IPropertyReferenceOperation use, IInvocationOperation? call, int hops)
        {
            var property = use.Property;
            if (property.Name == "Value" && property.ContainingType.Is("System.Nullable`1"))
                return In(use.Instance!, call, hops);
            if (ComputedIn(property) is { } computed)
                return Once(property, () => InMember(computed, use, call, hops));
            if (use.Instance is IInstanceReferenceOperation)
                return property.GetAttributes().Any(attribute => BindingMarks.Any(mark => attribute.AttributeClass.IsOrInherits(mark))) && property.ContainingType is { } owner && facts._requests.IsPage(owner) ? property.Name : null;
            return use.Instance is { } instance && In(instance, call, hops) is { } sent ? $"{sent}.{property.Name}" : null;
        }

        /// <summary>A member that is computed of others, of the same object: <c>int Offset => (Page - 1) * Size</c>.</summary>
        private string? InMember(IOperation computed, IPropertyReferenceOperation use, IInvocationOperation? call, int hops)
        {
            var isSent = use.Instance is not (null or IInstanceReferenceOperation) ? In(use.Instance, call, hops) : null;
            if (isSent is null)
                return In(computed, null, hops);
            var read = computed.DescendantsAndSelf().OfType<IPropertyReferenceOperation>().Where(part => part.Instance is IInstanceReferenceOperation).ToList();
            var isWhole = computed.DescendantsAndSelf().All(part => part is IBinaryOperation or IPropertyReferenceOperation or IArgumentOperation or IInvocationOperation { TargetMethod.Name: "Max" } or IInstanceReferenceOperation or ILiteralOperation or IConversionOperation or IParenthesizedOperation);
            return isWhole && read.Where(part => !facts._limits.IsLimited(part, part.Property, cancellationToken) && !others.Contains(part.Property)).Select(part => part.Property.Name).FirstOrDefault() is { } name ? $"{isSent}.{name}" : null;
        }

        /// <summary>What a property without a setter returns.</summary>
        private IOperation? ComputedIn(IPropertySymbol property) => property is { GetMethod: { } getter, SetMethod: null } && Bodies.Of(getter, facts._names, cancellationToken) is { } body
            ? body.DescendantsAndSelf().OfType<IReturnOperation>().Select(returned => returned.ReturnedValue).OfType<IOperation>().FirstOrDefault()
            : null;

        private string? InCall(IInvocationOperation invoked, IInvocationOperation? call, int hops)
        {
            var method = invoked.TargetMethod;
            if (method is { Name: "GetValueOrDefault" } && invoked.Instance is { } nullable)
                return In(nullable, call, hops);
            if (method.ContainingType.Is("System.Math"))
                return method.Name is "Max" or "Min" && !limits(invoked) ? invoked.Arguments.Select(argument => In(argument.Value, call, hops)).FirstOrDefault(found => found is not null) : null;
            // A helper that computes the place: its values are those of this call.
            if (method.DeclaringSyntaxReferences.IsEmpty || !_open.Add(method) || Bodies.Of(method, facts._names, cancellationToken) is not { } body)
                return null;
            var found = body.DescendantsAndSelf().OfType<IReturnOperation>().Select(returned => returned.ReturnedValue).OfType<IOperation>().Select(returned => In(returned, invoked, hops)).FirstOrDefault(name => name is not null);
            _open.Remove(method);
            return found;

            bool limits(IInvocationOperation bound) => bound.TargetMethod.Name == "Min" && bound.Arguments.Any(argument => NumberLimits.IsFixed(argument.Value));
        }

        private static bool IsInLoop(IInvocationOperation site) => site.Ancestors().TakeWhile(outer => outer is not (IAnonymousFunctionOperation or ILocalFunctionOperation)).Any(outer => outer is ILoopOperation);

        private static IMethodSymbol Definition(IMethodSymbol method) => (method.ReducedFrom ?? method).OriginalDefinition;

        private static IOperation? ArgumentOf(IInvocationOperation site, IParameterSymbol parameter) =>
            site.Arguments.FirstOrDefault(argument => argument.Parameter is { } given && given.Name == parameter.Name || argument.Parameter?.Ordinal == parameter.Ordinal && site.TargetMethod.ReducedFrom is null)?.Value;
    }
}
