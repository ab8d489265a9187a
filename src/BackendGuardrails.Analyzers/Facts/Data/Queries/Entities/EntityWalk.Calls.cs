using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Facts.Http;

namespace BackendGuardrails.Facts.Data.Queries.Entities;

internal sealed partial class EntityWalk
{
    private static readonly ImmutableHashSet<string> Changing = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Add", "AddRange", "Insert", "InsertRange", "Remove", "RemoveAt", "RemoveAll", "RemoveRange", "Clear", "UnionWith", "ExceptWith", "IntersectWith", "TryAdd", "Push", "Enqueue");

    /// <summary>They find out whether two are the same object.</summary>
    private static readonly ImmutableHashSet<string> Comparing = ImmutableHashSet.Create(
        StringComparer.Ordinal, "Distinct", "Union", "Intersect", "Except", "Contains", "IndexOf", "SequenceEqual", "ToHashSet", "ToHashSetAsync", "ReferenceEquals", "Equals");

    private static readonly string[] Serializers = ["System.Text.Json.JsonSerializer", "Newtonsoft.Json.JsonConvert"];

    private static readonly string[] Mappers = ["AutoMapper.IMapperBase", "AutoMapper.Mapper", "MapsterMapper.IMapper", "Mapster.TypeAdapter"];

    /// <summary>Namespaces whose methods read what they are given, and at most give it back.</summary>
    private static readonly string[] Readers = ["System", "System.Linq", "System.Collections.Generic", "System.Collections.Immutable", "System.Collections.Frozen", "System.Threading.Tasks", "System.Text", "System.IO", "Microsoft.Extensions.Logging"];

    private static readonly string[] Selectors = ["selector", "resultSelector", "elementSelector", "converter", "collectionSelector", "func"];

    private void OfArgument(IArgumentOperation argument, Frame? frame, bool isHolder)
    {
        switch (argument.Parent)
        {
            case IInvocationOperation call:
                if (argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out })
                    Mark(EntityUse.Unseen);
                else
                    OfCall(call, argument, frame, isHolder);
                break;
            case IObjectCreationOperation made:
                OfMade(made, argument, frame);
                break;
            case IPropertyReferenceOperation:
                Mark(EntityUse.Compared);
                break;
            default:
                Mark(EntityUse.Unseen);
                break;
        }
    }

    private void OfCall(IInvocationOperation call, IArgumentOperation argument, Frame? frame, bool isHolder)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            Mark(EntityUse.Unseen);
        else if (QueryOperators.IsHome(method.ContainingType))
            OfOperator(call, argument, frame, isHolder);
        else if (IsToldToContext(method))
            Mark(EntityUse.Attached);
        else if (!method.DeclaringSyntaxReferences.IsEmpty)
            Inside(call, argument.Parameter, frame, isHolder);
        else if (method.Name.StartsWith("TryUpdateModel", StringComparison.Ordinal))
            Change(argument);
        else if (RequestCode.IsAnswer(call) || Serializers.Any(type => method.ContainingType.Is(type)))
            Mark(EntityUse.Serialized);
        else if (Mappers.Any(mapper => method.ContainingType.IsOrInherits(mapper)))
            OfMapped(argument);
        else if (call.Instance is { } collection && Changing.Contains(method.Name) && IsOf(method, "System.Collections"))
            OfTarget(collection is IInstanceReferenceOperation ? call : collection, frame, isHolder);
        else
            OfReader(call, argument, frame, isHolder);
    }

    /// <summary>A mapper reads what it maps from, and writes what it maps to.</summary>
    private void OfMapped(IArgumentOperation argument)
    {
        if (argument.Parameter?.Ordinal == 0)
            Mark(EntityUse.Serialized);
        else
            Change(argument);
    }

    /// <summary>What the methods of the base library do: they read, run the functions they are given, and may give back what they got.</summary>
    private void OfReader(IInvocationOperation call, IArgumentOperation argument, Frame? frame, bool isHolder)
    {
        var method = call.TargetMethod;
        if (!IsReader(method))
        {
            Mark(EntityUse.Unseen);
            return;
        }

        if (Comparing.Contains(method.Name) || IsOf(method, "System.Collections") && argument.Parameter?.Name == "key")
            Mark(EntityUse.Compared);
        // WriteLine(order), Join(", ", orders)
        if (!IsOf(method, "System.Collections") && !IsOf(method, "System.Linq") && !IsOf(method, "System.Threading.Tasks") && !method.ContainingType.Is("System.Array"))
            Mark(EntityUse.Whole);
        GiveToFunctions(call, frame, isHolder);
        Follow(call, frame, isHolder);
    }

    /// <summary>Operators of LINQ on what is in memory. In a query of the provider it is a value that is looked at.</summary>
    private void OfOperator(IInvocationOperation call, IArgumentOperation argument, Frame? frame, bool isHolder)
    {
        var name = call.TargetMethod.Name;
        if (Comparing.Contains(name))
            Mark(EntityUse.Compared);
        if (argument.Parameter?.Type.TypeKind == TypeKind.Delegate)
        {
            Mark(EntityUse.Unseen);
            return;
        }

        GiveToFunctions(call, frame, isHolder);
        if (!call.TargetMethod.Parameters.Any(parameter => Selectors.Contains(parameter.Name)))
            Follow(call, frame, isHolder);
    }

    private void GiveToFunctions(IInvocationOperation call, Frame? frame, bool isHolder)
    {
        foreach (var argument in call.Arguments.Where(argument => argument.Parameter?.Type.TypeKind == TypeKind.Delegate && argument.IsWritten()))
        {
            switch (argument.Value.Unwrap())
            {
                case IAnonymousFunctionOperation lambda:
                    foreach (var parameter in lambda.Symbol.Parameters)
                        FollowParameter(parameter, lambda.Body, frame, isHolder);
                    break;
                case IMethodReferenceOperation { Method: { DeclaringSyntaxReferences.IsEmpty: false } method }:
                    foreach (var parameter in method.Parameters)
                        InsideTarget(call, method.OriginalDefinition, parameter, frame, isHolder);
                    break;
                case IMethodReferenceOperation { Method: { } method } when IsReader(method):
                    break;
                default:
                    if (!argument.Value.Unwrap().ConstantValue.HasValue)
                        Mark(EntityUse.Unseen);
                    break;
            }
        }
    }

    private static bool IsToldToContext(IMethodSymbol method) => EfCommands.IsContext(method.ContainingType) || method.IsWithin("Microsoft.EntityFrameworkCore");

    private static bool IsReader(IMethodSymbol method) => Array.Exists(Readers, space => method.IsIn(space));

    private static bool IsOf(IMethodSymbol method, string space) => method.IsWithin(space);

    private void OfMade(IObjectCreationOperation made, IArgumentOperation argument, Frame? frame)
    {
        if (facts.Model.IsEntity(made.Type, cancellationToken))
        {
            Mark(EntityUse.Attached);
        }
        else if (made.Constructor is { DeclaringSyntaxReferences.IsEmpty: false } constructor)
        {
            if (argument.Parameter is { } parameter)
                InsideTarget(made, constructor.OriginalDefinition, parameter, frame, false);
            Follow(made, frame, true);
        }
        else if (made.Type is { } type && (type.OutermostNamespace() == "System" || type.IsTupleType))
        {
            Follow(made, frame, false);
        }
        else
        {
            Mark(made.Type is { } answer && answer.IsWithin("Microsoft.AspNetCore") ? EntityUse.Serialized : EntityUse.Unseen);
        }
    }

    /// <summary>The value is the object whose method is called.</summary>
    private void OfReceiver(IInvocationOperation call, Frame? frame, bool isHolder)
    {
        var method = call.TargetMethod;
        if (method.ContainingType.SpecialType == SpecialType.System_Object)
        {
            Mark(method.Name == nameof(Equals) ? EntityUse.Compared : EntityUse.Whole);
        }
        else if (!method.DeclaringSyntaxReferences.IsEmpty && method.MethodKind != MethodKind.DelegateInvoke)
        {
            if (facts.Model.IsEntity(call.Instance?.Type, cancellationToken))
                Mark(EntityUse.OwnCode);
            Inside(call, null, frame, isHolder);
        }
        else if (IsOf(method, "System") && method.MethodKind != MethodKind.DelegateInvoke)
        {
            OfContainer(call, frame, isHolder);
        }
        else
        {
            Mark(EntityUse.Unseen);
        }
    }

    /// <summary>Lists, dictionaries, tasks and their kind.</summary>
    private void OfContainer(IInvocationOperation call, Frame? frame, bool isHolder)
    {
        GiveToFunctions(call, frame, isHolder);
        foreach (var given in call.Arguments.Where(argument => argument.Parameter?.RefKind == RefKind.Out).SelectMany(argument => argument.Value.DescendantsAndSelf()).OfType<ILocalReferenceOperation>())
            FollowLocal(given.Local, given, frame, isHolder);
        if (!call.TargetMethod.Parameters.Any(parameter => Selectors.Contains(parameter.Name)))
            Follow(call, frame, isHolder);
    }
}
