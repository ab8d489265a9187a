using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>
/// Which variables and members can be named at a place, each name once, as the nearest that has it? The compiler's own answer holds all types of all namespaces that are imported, which takes longer than many a rule.
/// </summary>
internal static class NamesIn
{
    /// <param name="member">The member around the place.</param>
    public static IEnumerable<ISymbol> Scope(IOperation at, ISymbol? member)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var symbol in Variables(at))
        {
            if (named.Add(symbol.Name))
                yield return symbol;
        }

        var own = member as INamedTypeSymbol ?? member?.ContainingType;
        if (member is IMethodSymbol method)
        {
            foreach (var parameter in method.Parameters.Where(parameter => named.Add(parameter.Name)))
                yield return parameter;
        }

        foreach (var parameter in PrimaryParameters(own).Where(parameter => named.Add(parameter.Name)))
            yield return parameter;
        for (var type = own; type is not null; type = type.ContainingType)
        {
            foreach (var symbol in at.SemanticModel!.LookupSymbols(at.Syntax.SpanStart, type).Where(symbol => named.Add(symbol.Name)))
                yield return symbol;
        }
    }

    /// <summary>Locals and parameters of the functions around the place, innermost first.</summary>
    private static IEnumerable<ISymbol> Variables(IOperation at)
    {
        for (var around = at; around is not null; around = around.Parent)
        {
            var declared = around switch
            {
                IBlockOperation block => block.Locals,
                IForLoopOperation loop => loop.Locals.AddRange(loop.ConditionLocals),
                ILoopOperation loop => loop.Locals,
                IUsingOperation resource => resource.Locals,
                ICatchClauseOperation clause => clause.Locals,
                ISwitchOperation choice => choice.Locals,
                ISwitchCaseOperation section => section.Locals,
                ISwitchExpressionArmOperation arm => arm.Locals,
                IConstructorBodyOperation constructor => constructor.Locals,
                ISymbolInitializerOperation initializer => initializer.Locals,
                _ => ImmutableArray<ILocalSymbol>.Empty,
            };
            foreach (var local in declared)
                yield return local;
            var parameters = around switch
            {
                IAnonymousFunctionOperation lambda => lambda.Symbol.Parameters,
                ILocalFunctionOperation function => function.Symbol.Parameters,
                _ => ImmutableArray<IParameterSymbol>.Empty,
            };
            foreach (var parameter in parameters)
                yield return parameter;
        }
    }

    private static IEnumerable<IParameterSymbol> PrimaryParameters(INamedTypeSymbol? type) => (type?.InstanceConstructors ?? ImmutableArray<IMethodSymbol>.Empty)
        .Where(constructor => constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax)
        .SelectMany(constructor => constructor.Parameters);
}
