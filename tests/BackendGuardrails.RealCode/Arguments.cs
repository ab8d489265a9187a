using System.Collections.Immutable;
using System.Globalization;

namespace BackendGuardrails.RealCode;

internal sealed class UsageException(string message) : Exception(message);

/// <summary>A command, and then groups of <c>--name value value …</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, List<string>> _values = [];

    public Arguments(string[] arguments)
    {
        Command = arguments.FirstOrDefault() ?? "";
        List<string>? current = null;
        foreach (var argument in arguments.Skip(1))
        {
            if (!argument.StartsWith("--", StringComparison.Ordinal))
                (current ?? throw new UsageException($"'{argument}' belongs to nothing.")).Add(argument);
            else if (!_values.TryGetValue(argument[2..], out current))
                _values[argument[2..]] = current = [];
        }
    }

    public string Command { get; }

    public bool Has(string name) => _values.ContainsKey(name);

    public string Text(string name) => List(name).FirstOrDefault() ?? throw new UsageException($"--{name} is missing.");

    public int Number(string name, int otherwise) => List(name) is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>All values of a name, also those that commas separate.</summary>
    public ImmutableArray<string> List(string name) =>
        [.. _values.GetValueOrDefault(name, []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
