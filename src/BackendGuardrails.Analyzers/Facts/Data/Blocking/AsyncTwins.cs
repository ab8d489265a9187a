namespace BackendGuardrails.Facts.Data.Blocking;

/// <summary>The method that does the same and gives the thread back meanwhile.</summary>
/// <param name="Token">The parameter for a cancellation token, if one can be handed over behind the arguments that are written.</param>
/// <param name="IsNext">Whether the token stands right behind them; else it has to be named.</param>
/// <param name="Keys">Whether the written arguments become one array, because the form with a token takes them so.</param>
internal sealed record AsyncTwin(IMethodSymbol Method, IParameterSymbol? Token, bool IsNext, bool Keys);

/// <summary>Is there an async form of the method that takes what is written at this call?</summary>
internal static class AsyncTwins
{
    /// <summary>In the type that declares the method and those it derives from.</summary>
    public static AsyncTwin? Of(IInvocationOperation call)
    {
        var method = Definition(call);
        for (var type = method.ContainingType; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            if (In(type, call) is { } twin)
                return twin;
        }

        return method.ContainingType.AllInterfaces.Where(_ => method.ContainingType.TypeKind == TypeKind.Interface).Select(type => In(type, call)).FirstOrDefault(twin => twin is not null);
    }

    /// <summary>Whether there is a method of that name where <see cref="Of"/> looks.</summary>
    public static bool AreNamedFor(IMethodSymbol method)
    {
        var name = method.Name + "Async";
        for (var type = method.ContainingType; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            if (!type.GetMembers(name).IsEmpty)
                return true;
        }

        return method.ContainingType.TypeKind == TypeKind.Interface && method.ContainingType.AllInterfaces.Any(implemented => !implemented.GetMembers(name).IsEmpty);
    }

    /// <summary>The form with a token wins, then the one with fewer other parameters.</summary>
    public static AsyncTwin? In(INamedTypeSymbol type, IInvocationOperation call)
    {
        var method = Definition(call);
        var fitting = type.GetMembers(method.Name + "Async").OfType<IMethodSymbol>()
            .Where(candidate => candidate.IsStatic == method.IsStatic && candidate.Arity == method.Arity && GivesSame(method, candidate))
            .ToList();
        if (call.Arguments.Length == 1 && call.Arguments[0].ArgumentKind == ArgumentKind.ParamArray && fitting.FirstOrDefault(candidate => candidate.Parameters.Length == 2 && candidate.Parameters[0].Type is IArrayTypeSymbol && IsToken(candidate.Parameters[1])) is { } keyed)
            return new(keyed, keyed.Parameters[1], IsNext: true, Keys: true);
        return fitting.Where(candidate => Takes(candidate, call, method))
            .Select(candidate => (Method: candidate, Token: candidate.Parameters.FirstOrDefault(parameter => IsToken(parameter) && !Has(call, parameter))))
            .Select(twin => new AsyncTwin(twin.Method, twin.Token, twin.Token?.Ordinal == call.Arguments.Count(argument => argument.IsWritten() && !IsEmpty(argument)), Keys: false))
            .OrderBy(twin => twin.Token is null)
            .ThenBy(twin => twin.Method.Parameters.Length)
            .FirstOrDefault();
    }

    private static IMethodSymbol Definition(IInvocationOperation call) => (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition;

    /// <summary>Whatever is written at the call has its parameter, and nothing else has to be said.</summary>
    private static bool Takes(IMethodSymbol candidate, IInvocationOperation call, IMethodSymbol method)
    {
        var written = call.Arguments.Where(argument => argument.IsWritten() && !IsEmpty(argument)).ToList();
        return written.All(argument => candidate.Parameters.FirstOrDefault(parameter => parameter.Name == argument.Parameter?.Name) is { } parameter && IsSame(parameter, method.Parameters[argument.Parameter!.Ordinal], method)
                && (parameter.Ordinal == argument.Parameter.Ordinal || IsNamed(argument)))
            && candidate.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams || IsToken(parameter) || written.Any(argument => argument.Parameter?.Name == parameter.Name));
    }

    /// <summary>The queries of EF Core take a query where those of LINQ take what they extend.</summary>
    private static bool IsSame(IParameterSymbol one, IParameterSymbol other, IMethodSymbol method) =>
        method.IsExtensionMethod && other.Ordinal == 0 || Text(one.Type) == Text(other.Type);

    private static bool GivesSame(IMethodSymbol method, IMethodSymbol candidate)
    {
        if (!AsyncPlaces.IsTask(candidate.ReturnType))
            return false;
        var arguments = ((INamedTypeSymbol)candidate.ReturnType).TypeArguments;
        return arguments.IsEmpty ? method.ReturnsVoid : Text(arguments[0]) == Text(method.ReturnType);
    }

    private static string Text(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat).Replace("?", "");

    private static bool IsToken(IParameterSymbol parameter) => parameter.Type.Is("System.Threading.CancellationToken");

    private static bool Has(IInvocationOperation call, IParameterSymbol parameter) => call.Arguments.Any(argument => argument.IsWritten() && argument.Parameter?.Name == parameter.Name);

    /// <summary>The array of a call that gives nothing to its last parameter.</summary>
    private static bool IsEmpty(IArgumentOperation argument) => argument is { ArgumentKind: ArgumentKind.ParamArray, Value: IArrayCreationOperation { Initializer.ElementValues.IsEmpty: true } };

    private static bool IsNamed(IArgumentOperation argument) => argument.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.ArgumentSyntax { NameColon: not null };
}
