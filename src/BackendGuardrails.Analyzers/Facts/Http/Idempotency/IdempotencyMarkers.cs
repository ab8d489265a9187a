using System.Runtime.CompilerServices;
using BackendGuardrails.Facts.Data;
using BackendGuardrails.Facts.Data.Repeats;
using BackendGuardrails.Facts.Http.Endpoints;
using BackendGuardrails.Facts.Keys;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Http.Idempotency;

/// <summary>Does anything say that an endpoint knows a request that comes again: a header, a parameter, an attribute, a filter, a call, by whatever package or of the team's own?</summary>
internal sealed class IdempotencyMarkers(SourceNames names, ReachedCode code, EndpointDeclarations declarations, HostSetup host)
{
    private const string FromHeader = "Microsoft.AspNetCore.Http.Metadata.IFromHeaderMetadata";
    private const int MostNesting = 2;

    private static readonly string[] Words = ["idempot", "dedup", "dedupe"];

    private static readonly string[] Headers = ["x-requestid", "x-request-id", "request-id", "requestid", "paypal-request-id", "client-request-id", "x-client-request-id", "x-idempotency", "x-operation-id"];

    private static readonly string[] Members = ["requestid", "clientrequestid", "clienttoken", "clientreference", "clientreferenceid", "clientkey", "operationid", "nonce", "paymentmethodnonce", "transactiontoken"];

    private static readonly string[] Around = ["PreventDuplicate", "DuplicateRequest", "PreventDoublePost", "PreventDoubleSubmit", "DisallowDuplicate", "SingleUse"];

    private volatile StrongBox<bool>? _global;

    /// <summary>Something handles all requests, or all commands: a middleware, a global filter, a behavior of the pipeline.</summary>
    public bool AreGlobal(CancellationToken cancellationToken) => (_global ??= new(HasGlobal(cancellationToken))).Value;

    public bool Mark(Endpoint endpoint, CancellationToken cancellationToken) =>
        endpoint.Function.Parameters.Any(parameter => MarksParameter(parameter))
        || Says(endpoint.Function.Name)
        || IsDeclared(endpoint, cancellationToken)
        || code.Operations(endpoint.Function, cancellationToken).Any(reached => MarksOperation(reached.Operation));

    /// <summary>The same of the code behind a broker: a base class, an attribute, or what it calls speaks of an inbox or of messages that come again.</summary>
    public bool MarkHandler(IMethodSymbol handler, CancellationToken cancellationToken) =>
        handler.ContainingType is { } type && Controllers.Lineage(type).Cast<ITypeSymbol>().Concat(type.AllInterfaces).Any(one => SaysType(one) || one.Name.IndexOf("Inbox", StringComparison.Ordinal) >= 0)
        || Controllers.Definitions(handler).Cast<ISymbol>().Append(handler.ContainingType).SelectMany(symbol => symbol.GetAttributes()).Any(attribute => SaysType(attribute.AttributeClass) || attribute.AttributeClass?.Name.IndexOf("Inbox", StringComparison.Ordinal) >= 0)
        || code.Operations(handler, cancellationToken).Any(reached => MarksOperation(reached.Operation) || reached.Operation is IInvocationOperation call && TellsMessages(call.TargetMethod));

    /// <summary><c>inbox.TryAddAsync(message.Id)</c>, <c>processed.HasBeenProcessed(id)</c></summary>
    private static bool TellsMessages(IMethodSymbol method) =>
        new[] { "Inbox", "ProcessedMessage", "ProcessedEvent", "AlreadyProcessed", "AlreadyHandled", "BeenProcessed", "BeenHandled", "IsProcessed", "IsDuplicate" }.Any(word =>
            method.Name.IndexOf(word, StringComparison.Ordinal) >= 0 || method.ContainingType?.Name.IndexOf(word, StringComparison.Ordinal) >= 0);

    /// <summary>The word itself, in any spelling.</summary>
    private static bool Says(string name) => Words.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool SaysType(ITypeSymbol? type) =>
        type is not null && (Says(type.Name) || Around.Any(word => type.Name.IndexOf(word, StringComparison.Ordinal) >= 0) || type is INamedTypeSymbol { TypeArguments.IsEmpty: false } generic && generic.TypeArguments.Any(argument => Says(argument.Name)));

    private bool IsDeclared(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var said = declarations.Of(endpoint, cancellationToken);
        return said.Attributes.Any(attribute => attribute.AttributeClass is { } type && (SaysType(type) || attribute.ConstructorArguments.Any(argument => argument.Kind == TypedConstantKind.Type && SaysType(argument.Value as ITypeSymbol))))
            || said.Conventions.Any(call => Says(call.TargetMethod.Name) || call.TargetMethod.TypeArguments.Any(SaysType) || call.Arguments.SelectMany(argument => argument.Value.DescendantsAndSelf()).Any(MarksOperation));
    }

    private static bool MarksParameter(IParameterSymbol parameter) =>
        IsKey(parameter.Name) || SaysType(parameter.Type)
        || HasAttribute(parameter)
        || MarksType(parameter.Type, MostNesting);

    /// <summary><c>[FromHeader(Name = "Idempotency-Key")]</c>, and attributes of the team's own.</summary>
    private static bool HasAttribute(ISymbol symbol) => symbol.GetAttributes().Any(attribute => attribute.AttributeClass is { } type && (Says(type.Name)
        || type.IsOrInherits(FromHeader) && attribute.NamedArguments.Any(argument => argument.Key == "Name" && argument.Value.Value is string header && IsHeader(header))));

    /// <summary>A member of what is sent, or of what is in it.</summary>
    private static bool MarksType(ITypeSymbol type, int depth) =>
        type is INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct } named && named.OutermostNamespace() is not ("System" or "Microsoft") && !named.IsOrInherits(DataLibraries.DbContext)
        && (named.AllInterfaces.Any(SaysType)
            || Controllers.Lineage(named).SelectMany(one => one.GetMembers()).OfType<IPropertySymbol>().Any(property => IsKey(property.Name) || HasAttribute(property) || depth > 1 && MarksType(property.Type, depth - 1))
            || named.InstanceConstructors.SelectMany(constructor => constructor.Parameters).Any(HasAttribute));

    /// <summary>A key that is made for this one request is none: the next one gets another.</summary>
    private static bool MarksOperation(IOperation operation) => Names(operation) && !GeneratedValues.IsMadeUp(KeyAt(operation));

    /// <summary>What the key is, where a name for one is written: the local, what is written to the member, or what stands beside the name of the header.</summary>
    private static IOperation? KeyAt(IOperation name) => name is ILocalReferenceOperation ? name : name.Parent switch
    {
        ISimpleAssignmentOperation assignment when assignment.Target == name => assignment.Value,
        IArgumentOperation { Parent: IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation { Target: IPropertyReferenceOperation header } assignment } indexed } when header == indexed => assignment.Value,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add" or "TryAddWithoutValidation" or "Append" } call } argument => call.Arguments.FirstOrDefault(other => other != argument && other.IsWritten() && other.Value != call.Receiver())?.Value,
        _ => null,
    };

    private static bool Names(IOperation operation) => operation switch
    {
        ILiteralOperation or IFieldReferenceOperation when operation.ConstantValue is { HasValue: true, Value: string text } => IsHeader(text) || operation is IFieldReferenceOperation field && Says(field.Field.Name),
        IInvocationOperation call => Says(call.TargetMethod.Name) || SaysType(call.TargetMethod.ContainingType) || call.TargetMethod.TypeArguments.Any(SaysType),
        IObjectCreationOperation creation => SaysType(creation.Type) || creation.Type is INamedTypeSymbol type && type.AllInterfaces.Any(SaysType),
        IPropertyReferenceOperation property => Says(property.Property.Name),
        IFieldReferenceOperation field => Says(field.Field.Name),
        ILocalReferenceOperation local => Says(local.Local.Name),
        _ => false,
    };

    private static bool IsKey(string name) => Says(name) || Members.Contains(name.ToLowerInvariant());

    /// <summary>A signature is that of a provider who calls back.</summary>
    private static bool IsHeader(string text) =>
        text.Length < 60 && (Says(text) || Headers.Contains(text.ToLowerInvariant()) || text.EndsWith("-Signature", StringComparison.OrdinalIgnoreCase) && text.IndexOf(' ') < 0);

    private bool HasGlobal(CancellationToken cancellationToken) =>
        host.GlobalFilters(cancellationToken).Any(name => Says(name.Identifier.ValueText))
        || new[] { "UseMiddleware", "AddOpenBehavior", "AddBehavior", "IPipelineBehavior", "IConsumer" }.SelectMany(word => names.Find(word, cancellationToken))
            .Any(name => name.FirstAncestorOrSelf<StatementSyntax>() is { } statement && statement.DescendantNodes().OfType<SimpleNameSyntax>().Any(inner => Says(inner.Identifier.ValueText)))
        || new[] { "IApplicationBuilder", "CreateBuilder", "CreateSlimBuilder" }.SelectMany(word => names.Find(word, cancellationToken)).Select(name => name.SyntaxTree).Distinct()
            .Any(tree => tree.GetRoot(cancellationToken).DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access => access.Name.Identifier.ValueText is var called && called.StartsWith("Use", StringComparison.Ordinal) && Says(called)));
}
