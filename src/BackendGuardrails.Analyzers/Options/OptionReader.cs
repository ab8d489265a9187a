using System.Collections.Concurrent;

namespace BackendGuardrails.Options;

/// <summary>Reads declared options for a file. A value that cannot be read counts as the default; BG0001 tells the author.</summary>
internal sealed class OptionReader(AnalyzerOptions options)
{
    private readonly ConcurrentDictionary<(GuardrailOption Option, SyntaxTree Tree), object?> _read = new();
    private volatile bool _isHostWithLists = true;

#pragma warning disable RS0030 // This is the place everyone else is sent to.
    private readonly AnalyzerConfigOptionsProvider _provider = options.AnalyzerConfigOptionsProvider;
#pragma warning restore RS0030

    public bool AnalyzesTestProjects => Read(_provider.GlobalOptions, GuardrailOptions.AnalyzeTestProjects);

    public T Read<T>(GuardrailOption<T> option, SyntaxTree tree)
    {
        if (_read.TryGetValue((option, tree), out var known))
            return (T)known!;
        return (T)_read.GetOrAdd((option, tree), Read(_provider.GetOptions(tree), option))!;
    }

    public string? TextOf(GuardrailOption option, SyntaxTree tree) => _provider.GetOptions(tree).TryGetValue(option.Name, out var text) ? text : null;

    /// <summary>Names that begin like ours and that no option has.</summary>
    public IEnumerable<string> UnknownNames(SyntaxTree tree) => KeysOf(_provider.GetOptions(tree))
        .Where(key => key.StartsWith(GuardrailOptions.Prefix, StringComparison.OrdinalIgnoreCase)
            && !GuardrailOptions.All.Any(option => option.Name.Equals(key, StringComparison.OrdinalIgnoreCase)));

    /// <summary>A host may have options that it does not list; it is asked once, for saying so it throws.</summary>
    private IEnumerable<string> KeysOf(AnalyzerConfigOptions values)
    {
        if (!_isHostWithLists)
            return Enumerable.Empty<string>();
        try
        {
            return values.Keys;
        }
        catch (NotImplementedException)
        {
            _isHostWithLists = false;
            return Enumerable.Empty<string>();
        }
    }

    private static T Read<T>(AnalyzerConfigOptions values, GuardrailOption<T> option) =>
        values.TryGetValue(option.Name, out var text) && option.TryParse(text, out var value) ? value : option.Default;
}
