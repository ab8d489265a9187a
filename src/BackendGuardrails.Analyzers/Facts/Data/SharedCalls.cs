using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Facts.Data;

/// <summary>
/// Does the code say that calls of another service, one for each element, could be one call? It does where a method for many stands beside the one that is called, where the library takes many at once,
/// and where each call asks for a value by its key. A push to another receiver, a file to download and another server are calls of their own.
/// </summary>
internal static class SharedCalls
{
    /// <summary>Behind more methods than these the key is seldom what the service is asked with.</summary>
    private const int MostCalls = 3;

    private static readonly string[] Batches = ["StackExchange.Redis.IDatabase", "StackExchange.Redis.IDatabaseAsync", "Azure.Messaging.ServiceBus.ServiceBusSender", "MassTransit.IPublishEndpoint"];

    private static readonly string[] Keys = ["id", "key", "code", "sku", "number", "guid", "isbn", "ean"];

    private static readonly string[] ForMany = ["many", "batch", "bulk", "multiple", "range"];

    private static readonly string[] Behind = ["by", "for", "in", "of", "with"];

    /// <param name="caller">The member that the loop is in.</param>
    public static bool HaveMethodForMany(RepeatedTrip trip, ISymbol caller) =>
        trip.Operation is IInvocationOperation { TargetMethod: var single } call && !single.Parameters.Any(IsSequence)
        && single.ContainingType is { } type && type.AllInterfaces.Prepend(type).SelectMany(one => one.GetMembers()).OfType<IMethodSymbol>()
            .Any(many => many.Name != caller.Name && many.Parameters.Any(IsSequence) && IsForManyOf(single.Name, many.Name) && IsOneFor(many, call, trip));

    /// <summary>What a call for many is given once must be the same each time: the users of one company, not each of another.</summary>
    private static bool IsOneFor(IMethodSymbol many, IInvocationOperation call, RepeatedTrip trip) => !call.Arguments.Any(argument =>
        argument.Parameter is { } given && trip.Loop.Variation.IsIn(argument.Value)
        && many.Parameters.Any(parameter => parameter.Name == given.Name && SymbolEqualityComparer.Default.Equals(parameter.Type, given.Type)));

    public static bool AreOfferedOrKeyed(RepeatedTrip trip) =>
        trip.Reach.Trip.Operation is IInvocationOperation { TargetMethod.ContainingType: { } library } && Batches.Any(library.IsOrInherits) || AskByKey(trip);

    private static bool AskByKey(RepeatedTrip trip) =>
        trip.Reach.Calls <= MostCalls && trip.Operation is IInvocationOperation { TargetMethod: var method } call && ResultOf(method.ReturnType) is not null
        && call.Arguments.Any(argument => argument.Parameter is { } parameter && IsKey(parameter, argument.Value) && trip.Loop.Variation.IsIn(argument.Value));

    /// <summary>What is awaited; null for nothing, and for an answer as it came, which is a file or another server's.</summary>
    private static ITypeSymbol? ResultOf(ITypeSymbol type)
    {
        var result = type is INamedTypeSymbol { Name: "Task" or "ValueTask" } task ? task.TypeArguments.FirstOrDefault() : type;
        return result is null or { SpecialType: SpecialType.System_Void } || result.IsOrInherits("System.Net.Http.HttpResponseMessage") || result.IsOrInherits("System.IO.Stream") ? null : result;
    }

    private static bool IsKey(IParameterSymbol parameter, IOperation value) =>
        parameter.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 || parameter.Type.Is("System.Guid")
        || parameter.Type.SpecialType == SpecialType.System_String && (EndsWithKey(parameter.Name) || Remembered.SymbolOf(value) is { } given && EndsWithKey(given.Name));

    private static bool EndsWithKey(string name) => NameWords.Of(name) is { Length: > 0 } words && Keys.Contains(words[words.Length - 1]);

    private static bool IsSequence(IParameterSymbol parameter) =>
        parameter.Type is IArrayTypeSymbol || parameter.Type is INamedTypeSymbol { SpecialType: not SpecialType.System_String, TypeArguments.Length: 1 } type && type.IsOrInherits("System.Collections.IEnumerable");

    /// <summary>GetPrice and GetPrices, GetPricesByIds, GetManyPrices.</summary>
    private static bool IsForManyOf(string single, string many)
    {
        var (one, other) = (WordsOf(single), WordsOf(many));
        if (other.Where(word => !ForMany.Contains(word)).SequenceEqual(one))
            return true;
        return other.Length > one.Length && other.Take(one.Length).SequenceEqual(one) && Behind.Contains(other[one.Length]);
    }

    private static ImmutableArray<string> WordsOf(string name) => NameWords.Of(name).Where(word => word != "async").Select(NameWords.Singular).ToImmutableArray();
}
