using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;

namespace TradingAnalytics.Grains.Tests.Messages;

/// <summary>What processes of two versions must agree on, as text: interfaces and methods by alias, messages and states by alias with the id of each field.</summary>
internal static class WireContract
{
    public static IEnumerable<string> Of(params Assembly[] assemblies) => assemblies
        .SelectMany(assembly => assembly.GetTypes())
        .SelectMany(Lines)
        .Concat(Aliases())
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Lines(Type type)
    {
        if (type.IsInterface && type.IsAssignableTo(typeof(IAddressable)))
        {
            yield return $"interface {Alias(type) ?? $"{type} HAS NO ALIAS"}";
            foreach (MethodInfo method in type.GetMethods())
            {
                string parameters = string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)));
                yield return $"method {Alias(type)}.{Alias(method) ?? $"{method.Name} HAS NO ALIAS"}({parameters}) -> {Name(method.ReturnType)}";
            }
        }
        else if (type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)
        {
            yield return $"message {Alias(type) ?? $"{type} HAS NO ALIAS"}";
            foreach (MemberInfo member in type.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                if (member.GetCustomAttribute<IdAttribute>() is { } id)
                {
                    yield return $"field {Alias(type)} {id.Id:D2} {Name(member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType)} {member.Name}";
                }
            }
        }
    }

    private static IEnumerable<string> Aliases()
    {
        using ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        return [.. services.GetRequiredService<IOptions<TypeManifestOptions>>().Value.WellKnownTypeAliases
            .Where(alias => alias.Key.StartsWith("ta.", StringComparison.Ordinal) && alias.Value.GetCustomAttribute<AliasAttribute>() is null)
            .Select(alias => $"alias {alias.Key} = {alias.Value.Name}")];
    }

    private static string? Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias;

    private static string Name(Type type) => type.IsArray
        ? $"{Name(type.GetElementType()!)}[]"
        : type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
}
