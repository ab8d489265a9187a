namespace BackendGuardrails.Facts.Data;

/// <summary>Which command is the first that EF Core sends while a transaction is open, here or in a method called from here?</summary>
internal sealed class EfWork(CallTargets targets, Callers callers)
{
    private const int CallDepth = 3;

    /// <summary>The first command on that very context: the same variable, what it is passed as, or the context that was injected with it.</summary>
    public EfCommand? First(IOperation begin, IOperation context, CancellationToken cancellationToken)
    {
        if (SymbolOf(context) is not { } carrier)
            return null;
        // A local is this context and no other; an injected one is shared by what is injected with it.
        var shared = carrier is ILocalSymbol ? null : context.Type;
        var visible = Lifetime.IsVisible(begin, callers, cancellationToken);
        var open = Open(visible ? Lifetime.Of(begin, callers, cancellationToken) : Lifetime.Rest(begin));
        return new Search(targets, shared, null, cancellationToken).In(open, carrier, CallDepth)
            ?? (!visible && IsMember(carrier) ? SaveBeside(begin, carrier, shared, cancellationToken) : null);
    }

    /// <summary>The first command on whichever context is wanted: an ambient transaction is everyone's.</summary>
    public EfCommand? First(IOperation creation, Func<ITypeSymbol?, bool> isWanted, CancellationToken cancellationToken) =>
        new Search(targets, null, isWanted, cancellationToken).In(Open(Lifetime.Of(creation, callers, cancellationToken)), null, CallDepth);

    /// <summary>The variable that carries the context; the type itself for <c>this</c>.</summary>
    private static ISymbol? SymbolOf(IOperation? context) => context?.Unwrap() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        IInstanceReferenceOperation instance => instance.Type,
        _ => null,
    };

    /// <summary>What the whole type has in hand: a field, a property, a parameter of the primary constructor, or the object itself.</summary>
    private static bool IsMember(ISymbol carrier) =>
        carrier is IFieldSymbol or IPropertySymbol or ITypeSymbol or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };

    /// <summary>A unit of work begins in one method and saves in another.</summary>
    private EfCommand? SaveBeside(IOperation begin, ISymbol carrier, ITypeSymbol? shared, CancellationToken cancellationToken)
    {
        var type = (carrier as ITypeSymbol) ?? carrier.ContainingType;
        if (begin.EnclosingSymbol(cancellationToken) is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method
            || !SymbolEqualityComparer.Default.Equals(method.ContainingType, type)
            || callers.OfDispatched(method, cancellationToken).Count == 0)
            return null;
        return type.GetMembers().OfType<IMethodSymbol>()
            .Where(other => other.MethodKind == MethodKind.Ordinary && !other.IsOverride && !SymbolEqualityComparer.Default.Equals(other, method))
            .Select(other => targets.BodyOf(other, cancellationToken))
            .Select(body => body is null ? null : new Search(targets, shared, null, cancellationToken).In([body], carrier, 0))
            .FirstOrDefault(command => command is { Name: "SaveChanges" or "SaveChangesAsync" });
    }

    /// <summary>The statements up to the one that surely ends the transaction.</summary>
    private static List<IOperation> Open(IEnumerable<IOperation> statements)
    {
        var open = new List<IOperation>();
        Take(statements, open);
        return open;
    }

    private static bool Take(IEnumerable<IOperation> statements, List<IOperation> open)
    {
        foreach (var statement in statements)
        {
            var goesOn = statement switch
            {
                IBlockOperation block => Take(block.Operations, open),
                ITryOperation attempt => Take(attempt.Body.Operations, open),
                IUsingOperation @using => Take(new[] { @using.Resources, @using.Body }, open),
                _ => !Ends(statement),
            };
            if (!goesOn)
                return false;
            if (statement is not (IBlockOperation or ITryOperation or IUsingOperation))
                open.Add(statement);
        }

        return true;
    }

    private static bool Ends(IOperation statement)
    {
        var operation = (statement as IExpressionStatementOperation)?.Operation;
        while (operation is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
            operation = operation is IAwaitOperation await ? await.Operation : ((IInvocationOperation)operation).Receiver();
        return operation is IInvocationOperation
        {
            TargetMethod.Name: "Commit" or "CommitAsync" or "Rollback" or "RollbackAsync" or "Complete" or "Dispose" or "DisposeAsync"
                or "CommitTransaction" or "CommitTransactionAsync" or "RollbackTransaction" or "RollbackTransactionAsync",
        } call && EndsByType(call.Instance?.Type);
    }

    private static bool EndsByType(ITypeSymbol? type) =>
        type.IsOrInherits("Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction") || type.Is(EfCommands.DatabaseFacade) || type.Is("System.Transactions.TransactionScope")
        || type.IsOrInherits("System.Data.Common.DbTransaction");

    private sealed class Search(CallTargets targets, ITypeSymbol? shared, Func<ITypeSymbol?, bool>? isWanted, CancellationToken cancellationToken)
    {
        private readonly HashSet<(ISymbol, ISymbol?)> _seen = [];

        public EfCommand? In(IEnumerable<IOperation> operations, ISymbol? carrier, int depth) =>
            operations.SelectMany(Bodies.Executed).Select(operation => At(operation, carrier, depth)).FirstOrDefault(command => command is not null);

        private EfCommand? At(IOperation operation, ISymbol? carrier, int depth)
        {
            if (EfCommands.Of(operation) is { } command && IsOn(command.Context, carrier))
                return command;
            if (operation is not IInvocationOperation call || depth == 0)
                return null;
            var target = targets.Resolve(call.TargetMethod, cancellationToken);
            return targets.BodyOf(target, cancellationToken) is { } body && CarrierIn(target, call, carrier) is var inside && _seen.Add((target, inside))
                ? In([body], inside, depth - 1)
                : null;
        }

        private bool IsOn(IOperation? context, ISymbol? carrier)
        {
            if (isWanted is not null)
                return context is not null && isWanted(context.Type);
            return SymbolOf(context) is { } symbol && (SymbolEqualityComparer.Default.Equals(symbol, carrier) || IsInjected(symbol, carrier));
        }

        /// <summary>In another type, a context kept in a field is the injected one. In the same type, another variable is another context.</summary>
        private bool IsInjected(ISymbol symbol, ISymbol? carrier) =>
            shared is not null && carrier is null && IsMember(symbol) && TypeOf(symbol) is { } type
            && (type.Equals(shared, SymbolEqualityComparer.Default) || Inherits(type, shared) || Inherits(shared, type));

        /// <summary>The parameter the context is passed as; the same variable inside the same type; null for the injected one.</summary>
        private static ISymbol? CarrierIn(IMethodSymbol target, IInvocationOperation call, ISymbol? carrier)
        {
            var passed = call.Arguments.FirstOrDefault(argument => carrier is not null && SymbolEqualityComparer.Default.Equals(SymbolOf(argument.Value), carrier));
            if (passed?.Parameter is { } parameter && parameter.Ordinal < target.Parameters.Length)
                return target.Parameters[parameter.Ordinal];
            var home = carrier as ITypeSymbol ?? carrier?.ContainingType;
            return carrier is ILocalSymbol || SymbolEqualityComparer.Default.Equals(home, target.ContainingType) ? carrier : null;
        }

        private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            IParameterSymbol parameter => parameter.Type,
            ITypeSymbol type => type,
            _ => null,
        };

        private static bool Inherits(ITypeSymbol type, ITypeSymbol other) =>
            type.AllInterfaces.Contains(other, SymbolEqualityComparer.Default) || type.BaseType is { } parent && (parent.Equals(other, SymbolEqualityComparer.Default) || Inherits(parent, other));
    }
}
