namespace BackendGuardrails.Facts.Logging;

/// <param name="Name">As a reader would call it: <c>user.Password</c>.</param>
internal sealed record SecretValue(string Name, Secrecy Secrecy);

/// <summary>Is this value a secret as it is, not something that was made of it?</summary>
internal sealed class SecretValues(SourceNames names)
{
    private const int MostHops = 4;

    private const string Configuration = "Microsoft.Extensions.Configuration.IConfiguration";

    private const string Headers = "Microsoft.AspNetCore.Http.IHeaderDictionary";

    /// <summary>Collections of texts by their names: settings, and what comes with a request.</summary>
    private static readonly string[] Named = [Configuration, Headers, "Microsoft.AspNetCore.Http.IQueryCollection", "Microsoft.AspNetCore.Http.IFormCollection", "Microsoft.AspNetCore.Http.IRequestCookieCollection"];

    private static readonly string[] Credentials = ["authorization", "proxy-authorization", "proxyauthorization", "cookie", "set-cookie", "setcookie"];

    private static readonly string[] Marks = ["Log", "Mask", "Redact", "Sensitive", "Destructur", "Ignore", "Classif", "Private", "Personal", "Secret"];

    private static readonly string[] Serializers = ["System.Text.Json.JsonSerializer", "Newtonsoft.Json.JsonConvert"];

    /// <summary>The text is still all there.</summary>
    private static readonly string[] Keeping = ["ToString", "Trim", "TrimStart", "TrimEnd", "ToLower", "ToLowerInvariant", "ToUpper", "ToUpperInvariant", "GetString", "ToBase64String", "ToHexString", "ToArray", "First", "FirstOrDefault", "Single", "SingleOrDefault"];

    public SecretValue? Of(IOperation value, CancellationToken cancellationToken) => Of(value, MostHops, cancellationToken);

    /// <summary>A secret member of an object that is written member by member: destructured, or a record, whose text names all of them.</summary>
    public static SecretValue? In(IOperation value, bool isDestructured)
    {
        if (Serialized(value) is { } written)
            return In(written, isDestructured: true);
        if (value.Type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type || type.SpecialType != SpecialType.None || type.DeclaringSyntaxReferences.IsEmpty || !isDestructured && !WritesItself(type))
            return null;
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null } && IsText(property.Type) && SecretNames.Of(property.Name) == Secrecy.Sure && !IsMarked(property) && !MaskedTexts.IsMaskedIn(value, property))
                    return new($"{value.Syntax}.{property.Name}", Secrecy.Sure);
            }
        }

        return null;
    }

    /// <summary>What becomes a text with all its members: <c>JsonSerializer.Serialize(order)</c>.</summary>
    private static IOperation? Serialized(IOperation value)
    {
        value = Origins.InitialValueOrSelf(value);
        return value is IInvocationOperation { TargetMethod: { Name: "Serialize" or "SerializeObject", ContainingType: { } type }, Arguments: { IsEmpty: false } arguments } && Serializers.Any(type.Is) ? arguments[0].Value.Unwrap() : null;
    }

    private SecretValue? Of(IOperation value, int hops, CancellationToken cancellationToken)
    {
        value = value.Unwrap();
        if (hops == 0 || value.ConstantValue.HasValue)
            return null;
        switch (value)
        {
            case IConditionalAccessOperation access:
                return Of(access.WhenNotNull, hops - 1, cancellationToken) is { } member ? member with { Name = access.Syntax.ToString() } : null;
            case ICoalesceOperation either:
                return Of(either.Value, hops - 1, cancellationToken) ?? Of(either.WhenNull, hops - 1, cancellationToken);
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Of(choice.WhenTrue, hops - 1, cancellationToken) ?? Of(otherwise, hops - 1, cancellationToken);
            case IAnonymousObjectCreationOperation made:
                return made.Initializers.OfType<ISimpleAssignmentOperation>().Select(member => Of(member.Value, hops - 1, cancellationToken)).FirstOrDefault(found => found is not null);
            case IInvocationOperation call:
                return OfCall(call, hops, cancellationToken);
            case IPropertyReferenceOperation { Property.IsIndexer: true } entry when Named.Any(entry.Property.IsMemberOf):
                return entry.Arguments[0].Value.ConstantValue.Value is string key && (SecretNames.Of(key.Substring(key.LastIndexOf(':') + 1)) == Secrecy.Sure || IsCredential(entry.Property, key)) ? new(entry.Syntax.ToString(), Secrecy.Sure) : null;
            case IPropertyReferenceOperation header when IsCredential(header.Property, header.Property.Name):
                return new(header.Syntax.ToString(), Secrecy.Sure);
            case ILocalReferenceOperation local when SecretNames.Of(local.Local.Name) == Secrecy.None:
                return Origins.Behind(local, names, cancellationToken) is { } origin and not IAnonymousObjectCreationOperation ? Of(origin, hops - 1, cancellationToken) : null;
        }

        var name = value switch
        {
            ILocalReferenceOperation local => local.Local.Name,
            IParameterReferenceOperation parameter => parameter.Parameter.Name,
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member => member.Member.Name,
            _ => null,
        };
        if (name is null || !IsText(value.Type) || SecretNames.Of(name) is not (not Secrecy.None and var secrecy) || MaskedTexts.IsMasked(value))
            return null;
        // Providers take the password out when the connection is opened.
        var isOfConnection = value is IPropertyReferenceOperation { Instance: { } instance } && instance.Type.IsOrInherits("System.Data.IDbConnection");
        return new(value.Syntax.ToString(), isOfConnection ? Secrecy.Perhaps : secrecy);
    }

    private SecretValue? OfCall(IInvocationOperation call, int hops, CancellationToken cancellationToken)
    {
        if (call.TargetMethod.Name == "GetConnectionString" && call.Receiver()?.Type.IsOrInherits(Configuration) == true)
            return new(call.Syntax.ToString(), Secrecy.Sure);
        if (!Keeping.Contains(call.TargetMethod.Name) || !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty)
            return null;
        return call.TargetMethod.Name is "GetString" or "ToBase64String" or "ToHexString"
            ? call.Arguments.Length == 1 ? Of(call.Arguments[0].Value, hops - 1, cancellationToken) : null
            : call.Receiver() is { } receiver ? Of(receiver, hops - 1, cancellationToken) : null;
    }

    /// <summary>The header that a caller proves itself with.</summary>
    private static bool IsCredential(IPropertySymbol property, string header) => property.IsMemberOf(Headers) && Credentials.Contains(header.ToLowerInvariant());

    private static bool IsText(ITypeSymbol? type) =>
        type?.SpecialType == SpecialType.System_String || type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte or SpecialType.System_Char } || type.Is("Microsoft.Extensions.Primitives.StringValues");

    /// <summary>A record without a text of its own.</summary>
    private static bool WritesItself(INamedTypeSymbol type) =>
        type.IsRecord && !type.GetMembers().OfType<IMethodSymbol>().Any(method => method.Name is "ToString" or "PrintMembers" && !method.IsImplicitlyDeclared);

    private static bool IsMarked(ISymbol member) => member.GetAttributes().Any(attribute => Marks.Any(mark => attribute.AttributeClass?.Name.Contains(mark) == true));
}
