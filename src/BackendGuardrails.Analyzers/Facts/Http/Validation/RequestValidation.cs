using System.Runtime.CompilerServices;
using BackendGuardrails.Facts.Data.Repeats;
using BackendGuardrails.Facts.Http.Endpoints;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Validation;

internal enum Validation
{
    /// <summary>Nobody looks at what the attributes say.</summary>
    None,

    /// <summary>Something looks at the request, or may do so where it cannot be seen.</summary>
    Possible,

    Done,
}

/// <summary>Does anything validate what a mapped endpoint is sent: the framework, a filter, a validator of the type, a behavior of a mediator, the code itself?</summary>
internal sealed class RequestValidation(SourceNames names, HostSetup host, EndpointDeclarations declarations, ReachedCode code, ReferencedValidators referenced)
{
    /// <summary>What switches validation on for all endpoints, or for all messages that they send.</summary>
    private static readonly string[] ForAll = ["AddValidation", "AddFluentValidationAutoValidation", "AddFluentValidation", "UseFluentValidation", "UseDataAnnotationsValidation", "AddDataAnnotationsValidation"];

    private static readonly string[] Behaviors = ["IPipelineBehavior", "AddOpenBehavior", "AddBehavior", "IRequestPreProcessor"];

    private static readonly string[] Guards = ["ThrowIf", "IsNullOr", "Against", "Null", "NotNull", "NotEmpty"];

    /// <summary>Libraries that take an object as it is.</summary>
    private static readonly string[] Plain = ["System", "Microsoft", "Dapper", "Npgsql", "AutoMapper", "Mapster", "Newtonsoft", "Serilog", "MongoDB", "Marten", "StackExchange", "RabbitMQ", "Confluent"];

    private volatile StrongBox<bool>? _forAll;

    /// <param name="endpoint">What is mapped.</param>
    /// <param name="parameter">What it is sent.</param>
    /// <param name="type">Its type, or what stands for it where it is a type parameter.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public Validation Of(Endpoint endpoint, IParameterSymbol parameter, ITypeSymbol type, CancellationToken cancellationToken)
    {
        var metadata = declarations.Of(endpoint, cancellationToken);
        var filters = FiltersOf(metadata);
        if (IsForAll(cancellationToken) || filters == Validation.Done || IsDeclared(endpoint, metadata) || HasValidator(type, cancellationToken) || IsCalled(endpoint, cancellationToken))
            return Validation.Done;
        return filters == Validation.Possible || !metadata.IsComplete || LooksAtMembers(endpoint, parameter) || GoesElsewhere(endpoint, parameter, cancellationToken) ? Validation.Possible : Validation.None;
    }

    /// <summary>Validate, IsValid, ValidatorFor; not Invalidate and InvalidOperation.</summary>
    private static bool Says(string? name) => name is not null && name.IndexOf("Valid", StringComparison.Ordinal) is >= 0 and var at && !(at >= 2 && string.CompareOrdinal(name, at - 2, "In", 0, 2) == 0);

    private bool IsForAll(CancellationToken cancellationToken) => (_forAll ??= new(FindForAll(cancellationToken))).Value;

    private bool FindForAll(CancellationToken cancellationToken) =>
        host.CallsAny(cancellationToken, ForAll)
        || host.Middleware(cancellationToken).Any(middleware => Says(middleware.Name))
        || Behaviors.SelectMany(word => names.Find(word, cancellationToken)).Any(name => (name.FirstAncestorOrSelf<BaseListSyntax>()?.Parent is TypeDeclarationSyntax type
            ? Says(type.Identifier.ValueText)
            : name.FirstAncestorOrSelf<StatementSyntax>()?.DescendantNodes().OfType<SimpleNameSyntax>().Any(inner => Says(inner.Identifier.ValueText))) == true);

    /// <summary>By a convention on the mapping or a group, an attribute, or a mapping of another library, which may do more than the framework's.</summary>
    private static bool IsDeclared(Endpoint endpoint, EndpointMetadata metadata) =>
        metadata.Conventions.Any(call => Says(call.TargetMethod.Name) && !call.TargetMethod.Name.StartsWith("Produces", StringComparison.Ordinal) || call.TargetMethod.TypeArguments.Any(argument => Says(argument.Name)))
        || endpoint.Function.GetAttributes().Any(attribute => Says(attribute.AttributeClass?.Name))
        || endpoint.Function.Parameters.Any(parameter => Says(parameter.Type.Name))
        || endpoint.Mappings.Any(mapping => mapping.TargetMethod.ContainingType?.Is("Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions") != true);

    /// <summary>A filter that can be read and does not speak of validation may still refuse what it does not like.</summary>
    private static Validation FiltersOf(EndpointMetadata metadata)
    {
        var most = Validation.None;
        foreach (var call in metadata.Conventions.Where(call => call.TargetMethod.Name.StartsWith("AddEndpointFilter", StringComparison.Ordinal)))
        {
            var isRead = CodeOf(call).ToList();
            if (isRead.Count == 0 || isRead.Any(part => part is null || part.DescendantTokens().Any(token => Says(token.ValueText))))
                return Validation.Done;
            most = Validation.Possible;
        }

        return most;
    }

    /// <summary>The code that is added: of a lambda, a method, or the type of a filter; null in it for what is not of this program.</summary>
    private static IEnumerable<SyntaxNode?> CodeOf(IInvocationOperation call)
    {
        foreach (var type in call.TargetMethod.TypeArguments.Where(argument => argument.Name.EndsWith("Filter", StringComparison.Ordinal) || argument.AllInterfaces.Any(one => one.Name == "IEndpointFilter")))
            yield return type.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        foreach (var argument in call.Arguments.Where(argument => argument.Parameter?.Ordinal > 0))
        {
            yield return argument.Value.Unwrap() switch
            {
                IMethodReferenceOperation reference => reference.Method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(),
                IObjectCreationOperation creation => creation.Type?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(),
                IAnonymousFunctionOperation lambda => lambda.Syntax,
                _ => null,
            };
        }
    }

    /// <summary><c>class OrderValidator : AbstractValidator&lt;Order&gt;</c></summary>
    private bool HasValidator(ITypeSymbol type, CancellationToken cancellationToken) => referenced.Has(type, cancellationToken) || new[] { "AbstractValidator", "IValidator", "Validator" }
        .SelectMany(word => names.Find(word, cancellationToken))
        .OfType<GenericNameSyntax>()
        .Where(name => name.FirstAncestorOrSelf<BaseListSyntax>() is not null)
        .SelectMany(name => name.TypeArgumentList.Arguments)
        .Any(argument => names.ModelOf(argument.SyntaxTree)?.GetTypeInfo(argument, cancellationToken).Type is { } validated && IsOrContains(type, validated));

    private static bool IsOrContains(ITypeSymbol type, ITypeSymbol validated) =>
        type is IArrayTypeSymbol array ? IsOrContains(array.ElementType, validated)
        : type is INamedTypeSymbol named && (Controllers.Lineage(named).Concat(named.AllInterfaces).Any(one => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, validated.OriginalDefinition)) || named.TypeArguments.Any(argument => IsOrContains(argument, validated)));

    private bool IsCalled(Endpoint endpoint, CancellationToken cancellationToken) => code.Operations(endpoint.Function, cancellationToken).Any(reached => reached.Operation switch
    {
        IInvocationOperation call => Says(call.TargetMethod.Name) || Says(call.TargetMethod.ContainingType?.Name),
        IPropertyReferenceOperation property => Says(property.Property.Name),
        _ => false,
    });

    /// <summary>The endpoint itself compares a member with something, or hands it to a guard.</summary>
    private static bool LooksAtMembers(Endpoint endpoint, IParameterSymbol parameter) => endpoint.Body.Executed().OfType<IParameterReferenceOperation>()
        .Where(use => SymbolEqualityComparer.Default.Equals(use.Parameter, parameter))
        .Any(use => use.Ancestors().TakeWhile(outer => outer is not IBlockOperation).Any(outer => outer switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } => true,
            IIsPatternOperation => true,
            IInvocationOperation { TargetMethod: { IsStatic: true, Name: var name } } => Guards.Any(word => name.StartsWith(word, StringComparison.Ordinal)),
            _ => false,
        }));

    /// <summary>The whole request is handed to code of another project, such as a mediator with behaviors of its own.</summary>
    private bool GoesElsewhere(Endpoint endpoint, IParameterSymbol parameter, CancellationToken cancellationToken) => endpoint.Body.Descendants().OfType<IParameterReferenceOperation>()
        .Where(use => SymbolEqualityComparer.Default.Equals(use.Parameter, parameter))
        .Select(use => use.Parent is IConversionOperation conversion ? conversion.Parent : use.Parent)
        .Any(outer => outer is IArgumentOperation { Parent: IInvocationOperation call } && !Plain.Contains(call.TargetMethod.OutermostNamespace()) && !code.IsHere(call, cancellationToken));
}
