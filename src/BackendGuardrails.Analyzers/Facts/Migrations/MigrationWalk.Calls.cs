using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Migrations;

/// <content>Calls: operations, what is chained to them, and the code of the compilation that is called.</content>
internal sealed partial class MigrationWalk
{
    private const string Builders = "Microsoft.EntityFrameworkCore.Migrations.Operations.Builders.";
    private const string ColumnsBuilder = Builders + "ColumnsBuilder";
    private const string TableBuilder = Builders + "CreateTableBuilder`1";
    private const string OperationBuilder = Builders + "OperationBuilder`1";

    private void VisitCall(IInvocationOperation call, Frame frame)
    {
        var method = call.TargetMethod;
        if (call.Instance?.Type is { } on && (on.Is(SchemaMigrations.Builder) && method.MethodKind == MethodKind.Ordinary && !method.IsOverride))
            AddOperation(call, frame);
        else if (IsAnnotation(call))
            AddAnnotation(call, frame);
        else if (frame.Table is { } table && (method.ContainingType.Is(ColumnsBuilder) || method.ContainingType.Is(TableBuilder)))
            AddPart(call, table, frame);
        else
        {
            Visit(call.Instance, frame);
            foreach (var argument in call.Arguments)
                Visit(argument.Value, frame);
            VisitCode(call, frame);
        }
    }

    private void AddOperation(IInvocationOperation call, Frame frame)
    {
        if (_operations.Count == MaxOperations || frame.Providers == DatabaseProviders.None)
            return;
        var operation = Made(call, frame);
        _operations.Add(operation);
        if (operation.Name != "CreateTable")
            return;
        var inside = frame with { Table = operation };
        foreach (var lambda in new[] { "columns", "constraints" }.Select(parameter => operation.Value(parameter)).OfType<IAnonymousFunctionOperation>())
            Visit(lambda.Body, inside);
    }

    private SchemaOperation Made(IInvocationOperation call, Frame frame)
    {
        var operation = new SchemaOperation(call, frame.Scope)
        {
            Providers = frame.Providers,
            Place = frame.IsInherited ? null : frame.Entrance ?? call,
            IsConditional = frame.IsConditional,
            IsShared = frame.IsShared,
        };
        _latest[call] = operation;
        return operation;
    }

    /// <summary><c>Id = table.Column&lt;int&gt;(nullable: false)</c>, <c>table.PrimaryKey("PK", x => x.Id)</c>.</summary>
    private void AddPart(IInvocationOperation call, SchemaOperation table, Frame frame)
    {
        var part = Made(call, frame);
        table.Add(part);
        if (part.Name == "Column")
        {
            var member = call.Ancestors().TakeWhile(ancestor => ancestor is not IAnonymousFunctionOperation).OfType<ISimpleAssignmentOperation>().FirstOrDefault()?.Target;
            if (member is IPropertyReferenceOperation { Property.Name: var name })
                part.NameColumns(ImmutableArray.Create(name));
        }
        else
            part.NameColumns(Members(part.Value("columns") ?? part.Value("column")));
    }

    private static ImmutableArray<string> Members(IOperation? lambda) => lambda is null
        ? ImmutableArray<string>.Empty
        : lambda.DescendantsAndSelf().OfType<IPropertyReferenceOperation>().Where(property => property.Instance is IParameterReferenceOperation).Select(property => property.Property.Name).ToImmutableArray();

    private static bool IsAnnotation(IInvocationOperation call) =>
        call.TargetMethod.Name is "Annotation" or "OldAnnotation" && call.Instance is { Type: { } builder } && (builder.IsOrInherits(OperationBuilder) || builder.OriginalDefinition.IsOrInherits(OperationBuilder));

    private void AddAnnotation(IInvocationOperation call, Frame frame)
    {
        Visit(call.Instance, frame);
        var target = call.Instance!.Unwrap();
        while (target is IInvocationOperation inner && IsAnnotation(inner))
            target = inner.Instance!.Unwrap();
        if (target is not IInvocationOperation)
            target = frame.Scope.Origin(target, cancellationToken).Value;
        if (_latest.TryGetValue(target, out var operation) && call.Argument("name") is { } name && call.Argument("value") is { } value && frame.Scope.Constant(name, cancellationToken) is { HasValue: true, Value: string text })
            operation.Add(new MigrationAnnotation(text, frame.Scope.Constant(value, cancellationToken) is { HasValue: true } constant ? constant.Value : value, call.TargetMethod.Name == "OldAnnotation", call));
    }

    /// <summary>Into code of this compilation that may perform operations.</summary>
    private void VisitCode(IInvocationOperation call, Frame frame)
    {
        if (frame.Depth == MaxDepth)
            return;
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            if (call.Instance is { } function && Bodies.OfDelegate(frame.Scope.Origin(function, cancellationToken).Value, names, cancellationToken) is IAnonymousFunctionOperation lambda)
                Visit(lambda.Body, Into(lambda.Symbol, call.Arguments.Select(argument => (argument.Parameter!.Ordinal, argument.Value)), frame));
            return;
        }

        var target = Dispatched(method, call);
        if (Performs(target, call) && Bodies.CodeOf(target, names, cancellationToken) is { } body)
        {
            var isBase = IsStep(target) && !IsOwn(target);
            var inside = Into(target, call.Arguments.Select(argument => (argument.Parameter!.Ordinal, argument.Value)), frame);
            Visit(body, IsOwn(target) ? inside with { IsInherited = false } : isBase ? inside with { IsInherited = true } : inside with { Entrance = frame.Entrance ?? call });
        }
        else if (call.Arguments.Any(argument => argument.Value.Unwrap() is IAnonymousFunctionOperation))
            VisitFunctions(call, frame);
    }

    /// <summary>What a library does with a function is not known; <c>ForEach</c> runs it for each element.</summary>
    private void VisitFunctions(IInvocationOperation call, Frame frame)
    {
        var elements = call.TargetMethod.Name == "ForEach" && (call.TargetMethod.IsStatic ? call.Arguments[0].Value : call.Instance) is { } list ? frame.Scope.Elements(list, cancellationToken) : null;
        foreach (var lambda in call.Arguments.Select(argument => argument.Value.Unwrap()).OfType<IAnonymousFunctionOperation>())
        {
            var inside = frame with { IsShared = true, Depth = frame.Depth + 1 };
            if (elements is null || lambda.Symbol.Parameters.Length != 1)
                Visit(lambda.Body, inside with { IsConditional = frame.IsConditional || call.TargetMethod.Name != "ForEach" });
            else
            {
                foreach (var (value, scope) in elements)
                    Visit(lambda.Body, inside with { Scope = inside.Scope.With(lambda.Symbol.Parameters[0], value, scope) });
            }
        }
    }

    private static Frame Into(IMethodSymbol target, IEnumerable<(int Ordinal, IOperation Value)> arguments, Frame frame)
    {
        var scope = frame.Scope;
        foreach (var (ordinal, value) in arguments.Where(argument => argument.Ordinal < target.Parameters.Length))
            scope = scope.With(target.Parameters[ordinal], value, frame.Scope);
        return frame with { Scope = scope, Depth = frame.Depth + 1, IsShared = true, Table = null };
    }

    /// <summary>What a call on the migration itself runs: the last override on the way from it to the class that declares the method.</summary>
    private IMethodSymbol Dispatched(IMethodSymbol method, IInvocationOperation call)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (!call.IsVirtual || call.Instance is not IInstanceReferenceOperation)
            return definition;
        for (INamedTypeSymbol? type = migration; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                for (IMethodSymbol? overridden = member; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, definition))
                        return member.OriginalDefinition;
                }
            }
        }

        return definition;
    }

    private bool Performs(IMethodSymbol target, IInvocationOperation call) =>
        target.MethodKind == MethodKind.LocalFunction
        || target.Parameters.Any(parameter => parameter.Type.IsOrInherits(SchemaMigrations.Builder))
        || call.Instance is IInstanceReferenceOperation && target.ContainingType.IsOrInherits(SchemaMigrations.Base)
        || IsOwn(target);

    private static bool IsStep(IMethodSymbol method) => method is { Name: "Up" or "Down", IsOverride: true } && method.ContainingType.IsOrInherits(SchemaMigrations.Base);
}
