using BackendGuardrails.Facts.Data.Model;
using BackendGuardrails.Facts.Data.Navigations;
using BackendGuardrails.Facts.Data.Queries.Bounds;
using BackendGuardrails.Facts.Data.Queries.Entities;
using BackendGuardrails.Facts.Data.Queries.Filters;
using BackendGuardrails.Facts.Flow;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Data.Queries.Columns;

/// <summary>Where are whole entities loaded, of which it can be told what is used? All that becomes of them is seen, and nothing but columns is read.</summary>
internal sealed class WholeReads(SourceNames names, EntityModel model, QueryShapes shapes, SmallEntities small, UntouchedReads reads)
{
    private const int Few = 10;

    private readonly EntityColumns _columns = new(model);

    /// <summary>The columns of the entities that are read there; empty for what is no query of entities. It costs little.</summary>
    public ImmutableArray<EntityColumn> ColumnsAt(IOperation operation, CancellationToken cancellationToken) =>
        UntouchedReads.QueryAt(operation) is { } query && UntouchedReads.RowOf(query) is { } row && model.Of(row, cancellationToken) is { } entity ? _columns.Of(entity, cancellationToken) : ImmutableArray<EntityColumn>.Empty;

    public WholeRead? At(IOperation operation, CancellationToken cancellationToken)
    {
        var columns = ColumnsAt(operation, cancellationToken);
        if (columns.IsEmpty || reads.AtAny(operation, cancellationToken) is not { } read || read.Fate.Has(EntityUse.Serialized | EntityUse.Whole | EntityUse.Compared) || !read.Fate.Navigations.IsEmpty
            || read.Chains.Any(chain => !chain.Includes.IsEmpty || chain.Kind != QueryRoot.Set || !IsSame(chain.Entity, read.Chain.Entity)))
            return null;
        var used = new HashSet<string>();
        var runsCode = read.Fate.Has(EntityUse.OwnCode);
        foreach (var member in read.Fate.Members)
        {
            if (!Add(member.Member, columns, used, ref runsCode, cancellationToken))
                return null;
        }

        return new(read, columns, columns.Where(column => used.Contains(column.Name)).ToImmutableArray())
        {
            IsFew = read.IsOne || read.Chains.All(chain => IsFew(chain, operation, cancellationToken)),
            RunsOwnCode = runsCode,
            IsLocal = !runsCode && !read.Fate.Has(EntityUse.Handed) && read.Fate.Members.All(member => member.MemberBody() == operation.MemberBody()),
            DeclaredTypes = read.Fate.Locals.SelectMany(local => local.DeclaringSyntaxReferences).Select(declaration => DeclaredType(declaration.GetSyntax(cancellationToken))).OfType<TypeSyntax>()
                .Where(type => !type.IsVar).Select(type => type.GetLocation()).Distinct().ToImmutableArray(),
        };
    }

    private static bool IsSame(ITypeSymbol one, ITypeSymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

    private bool IsFew(QueryChain chain, IOperation at, CancellationToken cancellationToken)
    {
        var shape = shapes.Of(chain, cancellationToken);
        return shape.IsOneRow || SmallEntities.IsPlain(shape) || chain.Steps.Any(step => step is { Name: "Take", IsConditional: false } && step.Call.Arguments.LastOrDefault()?.Value.ConstantValue is { HasValue: true, Value: <= Few })
            || small.IsSmall(chain.Entity, shape.Entity, at.Syntax.SyntaxTree, cancellationToken);
    }

    /// <summary>What is read where the member is: itself, or what its getter computes it from. False for all that is neither.</summary>
    private bool Add(ISymbol member, ImmutableArray<EntityColumn> columns, HashSet<string> used, ref bool runsCode, CancellationToken cancellationToken)
    {
        if (columns.Any(column => column.Name == member.Name))
        {
            used.Add(member.Name);
            return true;
        }

        if (member is IFieldSymbol { IsConst: true } or { IsStatic: true })
            return true;
        if (member is not IPropertySymbol { SetMethod: null, GetMethod: { } getter } || BodyOf(member, getter, cancellationToken) is not { } body)
            return false;
        runsCode = true;
        foreach (var self in body.Descendants().OfType<IInstanceReferenceOperation>())
        {
            // A computed member of computed members is read no further.
            if (self.Parent is not IPropertyReferenceOperation read || !columns.Any(column => column.Name == read.Property.Name))
                return false;
            used.Add(read.Property.Name);
        }

        return true;
    }

    private IOperation? BodyOf(ISymbol property, IMethodSymbol getter, CancellationToken cancellationToken)
    {
        var declaration = property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) as PropertyDeclarationSyntax;
        return declaration is { ExpressionBody: { } arrow } ? names.ModelOf(arrow.SyntaxTree)?.GetOperation(arrow, cancellationToken) : Bodies.Of(getter, names, cancellationToken);
    }

    private static TypeSyntax? DeclaredType(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax variables } => variables.Type,
        ForEachStatementSyntax loop => loop.Type,
        SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax declared } => declared.Type,
        _ => null,
    };
}
