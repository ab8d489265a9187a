using BackendGuardrails.Facts.Hosting;

namespace BackendGuardrails.Facts.Data.Lifetimes;

/// <summary>Is this function kept by something that lives on, or forgotten, while it uses a context that belongs to the code around it?</summary>
internal sealed class KeptFunctions(SourceNames names, HeldContexts held, LongLives lives)
{
    private static readonly string[] Timers = ["System.Threading.Timer", "System.Timers.Timer"];

    private static readonly string[] Pipelines = ["Microsoft.AspNetCore.Routing.IEndpointRouteBuilder", "Microsoft.AspNetCore.Builder.IApplicationBuilder"];

    public KeptFunction? At(IDelegateCreationOperation function, CancellationToken cancellationToken)
    {
        if (KeeperOf(function) is not { } keeper || keeper == FunctionKeeper.Endpoint && IsSetUp(function) || BodyOf(function, cancellationToken) is not { } body)
            return null;
        var (type, member) = (function.EnclosingMember(cancellationToken)?.ContainingType, function.EnclosingMember(cancellationToken));
        if (type is null || keeper == FunctionKeeper.Timer && IsEnded(type) || lives.Of(type, cancellationToken) is not null)
            return null;
        foreach (var used in body.Descendants())
        {
            if (Outer(used, body, function) is not { } variable || !IsOfUnit(variable, member, keeper, cancellationToken) || used.Type is null)
                continue;
            var path = HeldContexts.IsContext(used.Type) ? ImmutableArray.Create(used.Type) : variable is ILocalSymbol ? ImmutableArray<ITypeSymbol>.Empty : held.PathFrom(used.Type, cancellationToken);
            if (!path.IsEmpty)
                return new(keeper, function, used, variable.Name, path);
        }

        return null;
    }

    private IOperation? BodyOf(IDelegateCreationOperation function, CancellationToken cancellationToken) => function.Target switch
    {
        IAnonymousFunctionOperation lambda => lambda.Body,
        IMethodReferenceOperation { Method: { IsVirtual: false, IsAbstract: false } } method => Bodies.Of(method.Method, names, cancellationToken),
        _ => null,
    };

    /// <summary>Who gets the function.</summary>
    private static FunctionKeeper? KeeperOf(IDelegateCreationOperation function)
    {
        IOperation outer = function;
        while (outer.Parent is IConversionOperation or IParenthesizedOperation)
            outer = outer.Parent;
        return outer.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } => KeeperOf(call),
            IArgumentOperation { Parent: IObjectCreationOperation creation } when Timers.Any(timer => creation.Type.Is(timer)) => IsInUsing(creation) ? null : FunctionKeeper.Timer,
            IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation added } when added.Event.IsStatic => FunctionKeeper.Static,
            IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation { Event.Name: "Elapsed" } added } when Timers.Any(timer => added.Event.ContainingType.Is(timer)) =>
                added.Instance?.Unwrap() is ILocalReferenceOperation local && IsDisposed(local) ? null : FunctionKeeper.Timer,
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: { IsStatic: true } and (IFieldSymbol or IPropertySymbol) } } => FunctionKeeper.Static,
            _ => null,
        };
    }

    /// <summary><c>app.Map("/admin", branch => …)</c>, which runs once, when the pipeline is made.</summary>
    private static bool IsSetUp(IDelegateCreationOperation function) =>
        function.Type is INamedTypeSymbol { DelegateInvokeMethod.Parameters: var parameters } && parameters.Any(parameter => Pipelines.Any(pipeline => parameter.Type.IsOrInherits(pipeline)));

    private static FunctionKeeper? KeeperOf(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        switch (method.Name)
        {
            case "QueueUserWorkItem" or "UnsafeQueueUserWorkItem" when method.ContainingType.Is("System.Threading.ThreadPool"):
                return FunctionKeeper.Forgotten;
            case "Run" or "StartNew" when method.ContainingType.Is("System.Threading.Tasks.Task") || method.ContainingType.Is("System.Threading.Tasks.TaskFactory"):
                return IsForgotten(call) ? FunctionKeeper.Forgotten : null;
            default:
                var isPipeline = (method.Name is "Use" or "Run" || method.Name.StartsWith("Map", StringComparison.Ordinal)) && method.ContainingNamespace.ToDisplayString() == "Microsoft.AspNetCore.Builder"
                    && call.Receiver() is { } receiver && Pipelines.Any(pipeline => receiver.Unwrap().Type.IsOrInherits(pipeline));
                return isPipeline ? FunctionKeeper.Endpoint : null;
        }
    }

    /// <summary><c>_ = Task.Run(…);</c> and <c>Task.Run(…);</c></summary>
    private static bool IsForgotten(IInvocationOperation call) => call.Parent switch
    {
        IExpressionStatementOperation => true,
        ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        _ => false,
    };

    private static bool IsInUsing(IOperation creation) => creation.Ancestors().TakeWhile(outer => outer is not (IBlockOperation or IAnonymousFunctionOperation)).Any(outer => outer is IUsingDeclarationOperation or IUsingOperation);

    private static bool IsDisposed(ILocalReferenceOperation timer) => Origins.InitialValue(timer) is { } creation && IsInUsing(creation)
        || timer.MemberBody().Descendants().OfType<IInvocationOperation>().Any(call => call.TargetMethod.Name is "Dispose" or "Stop" && call.Instance?.Unwrap() is ILocalReferenceOperation other && SymbolEqualityComparer.Default.Equals(other.Local, timer.Local));

    /// <summary>Who can be disposed of may end its timer then.</summary>
    private static bool IsEnded(INamedTypeSymbol type) => type.IsOrInherits("System.IDisposable") || type.IsOrInherits("System.IAsyncDisposable");

    /// <summary>The variable from outside of the function that the operation reads.</summary>
    private static ISymbol? Outer(IOperation used, IOperation body, IDelegateCreationOperation function) => used switch
    {
        ILocalReferenceOperation { Local: var local } => function.Target is IAnonymousFunctionOperation && !IsWithin(local, body) ? local : null,
        IParameterReferenceOperation { Parameter: var parameter } => !IsWithin(parameter, function.Target is IAnonymousFunctionOperation lambda ? lambda : body) ? parameter : null,
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field } => field,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: var property } => property,
        _ => null,
    };

    private static bool IsWithin(ISymbol symbol, IOperation code) => symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == code.Syntax.SyntaxTree && code.Syntax.Span.Contains(reference.Span));

    /// <summary>Whether the variable has what one unit of work is given, or disposes of: what the code makes for the function itself belongs to the function.</summary>
    private static bool IsOfUnit(ISymbol variable, ISymbol? member, FunctionKeeper keeper, CancellationToken cancellationToken) => variable switch
    {
        ILocalSymbol local => keeper == FunctionKeeper.Endpoint || IsUsing(local, cancellationToken),
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } => true,
        IParameterSymbol parameter => keeper == FunctionKeeper.Endpoint || member is IMethodSymbol { Name: not "Main" } && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, member),
        IFieldSymbol or IPropertySymbol => !variable.IsStatic && IsGiven(variable),
        _ => false,
    };

    private static bool IsUsing(ILocalSymbol local, CancellationToken cancellationToken) =>
        local.IsUsing || local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken).Parent?.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.UsingStatementSyntax;

    /// <summary>A constructor of the class is handed what the member holds.</summary>
    private static bool IsGiven(ISymbol member)
    {
        var type = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        return member.ContainingType.InstanceConstructors.Any(constructor => constructor.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, type)));
    }
}
