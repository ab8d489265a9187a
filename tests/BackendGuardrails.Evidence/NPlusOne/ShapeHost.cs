using System.Collections;
using System.Data;
using System.Data.Common;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Xunit;

namespace BackendGuardrails.Evidence.NPlusOne;

/// <summary>The container of a shape: all of its classes, the contexts, the connection, the fakes; and the call of its Run.</summary>
internal sealed class ShapeHost(Assembly assembly, Shape shape, string connectionString)
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>What it returns, or the exception it ends in.</summary>
    public async Task<object?> RunAsync(int items)
    {
        await using var services = Services().BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var run = Run();
        try
        {
            var result = run.Invoke(scope.ServiceProvider.GetRequiredService(run.DeclaringType!), [.. run.GetParameters().Select(parameter => Argument(parameter.ParameterType, items))]);
            if (result is not Task task)
                return result;
            await task;
            return task.GetType().GetProperty(nameof(Task<>.Result))?.GetValue(task);
        }
        catch (TargetInvocationException thrown)
        {
            return thrown.InnerException;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }

    private IEnumerable<Type> Types() => assembly.GetTypes()
        .Where(type => type.Namespace == shape.Namespace && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.Name.StartsWith('<'));

    private MethodInfo Run() => Assert.Single(Types().Where(type => type.IsClass && !type.IsAbstract).SelectMany(type => type.GetMethods(Own)), method => method.Name is "Run" or "RunAsync");

    private ServiceCollection Services()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddMemoryCache();
        AddContext(services, assembly.GetType("Shop.ShopContext") ?? TypeFrom("Shop", "Shop.ShopContext"));
        services.AddScoped(_ => new NpgsqlConnection(connectionString));
        services.AddScoped<DbConnection>(provider => provider.GetRequiredService<NpgsqlConnection>());
        services.AddScoped<IDbConnection>(provider => provider.GetRequiredService<NpgsqlConnection>());
        services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        foreach (var create in Remote.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(method => method.Name.StartsWith("Create", StringComparison.Ordinal)))
        {
            services.AddScoped(create.ReturnType, provider => create.Invoke(null, create.GetParameters().Length == 0 ? [] : [provider])!);
        }

        foreach (var type in Types().Where(type => type is { IsClass: true, IsAbstract: false }))
        {
            if (typeof(DbContext).IsAssignableFrom(type))
                AddContext(services, type);
            else
                AddClass(services, type);
        }

        return services;
    }

    public int RemoteCalls => (int)Remote.GetProperty("Calls")!.GetValue(null)!;

    private Type Remote => TypeFrom("Libraries", "Remotes.Remote");

    private Type TypeFrom(string name, string type) =>
        System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(assembly)!.Assemblies.Single(loaded => loaded.GetName().Name == name).GetType(type)!;

    private static void AddClass(ServiceCollection services, Type type)
    {
        services.AddScoped(type);
        foreach (var contract in type.GetInterfaces().Where(contract => contract.Namespace?.StartsWith("System", StringComparison.Ordinal) != true))
        {
            if (type.IsGenericTypeDefinition)
                services.AddScoped(contract.GetGenericTypeDefinition(), type);
            else
                services.AddScoped(contract, provider => provider.GetRequiredService(type));
        }

        if (type.BaseType is { IsAbstract: true } parent && parent.Namespace == type.Namespace)
            services.TryAddScoped(parent, provider => provider.GetRequiredService(type));
    }

    private void AddContext(ServiceCollection services, Type type) =>
        GetType().GetMethod(nameof(AddContextOf), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(type).Invoke(this, [services]);

    private void AddContextOf<T>(ServiceCollection services)
        where T : DbContext =>
        services.AddDbContextFactory<T>(options => options.UseNpgsql(connectionString));

    /// <summary>Numbers from one on, or objects that carry them.</summary>
    private static object? Argument(Type type, int items)
    {
        if (type == typeof(int))
            return items;
        if (type == typeof(CancellationToken))
            return CancellationToken.None;
        var element = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
        var array = Array.CreateInstance(element, items);
        for (var index = 0; index < items; index++)
            array.SetValue(Item(element, index + 1), index);
        return type.IsInterface || type.IsArray ? array : Activator.CreateInstance(type, array);
    }

    private static object Item(Type type, int number)
    {
        if (type == typeof(int))
            return number;
        if (type == typeof(string))
            return $"Name {number}";
        var constructor = type.GetConstructors().OrderBy(candidate => candidate.GetParameters().Length).First();
        var item = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType, number))]);
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && property.PropertyType == typeof(int)))
            property.SetValue(item, number);
        return item;
    }

    private static object? Value(Type type, int number) => type == typeof(decimal) ? (decimal)number : type == typeof(int) || type == typeof(string) ? Item(type, number) : typeof(IEnumerable).IsAssignableFrom(type) ? Argument(type, 1) : null;
}
