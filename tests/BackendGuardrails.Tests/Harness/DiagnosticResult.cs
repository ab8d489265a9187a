using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

public readonly struct DiagnosticLocation(FileLinePositionSpan span, DiagnosticLocationOptions options)
{
    public FileLinePositionSpan Span { get; } = span;

    public DiagnosticLocationOptions Options { get; } = options;

    internal bool IsMarkupKey => Options.HasFlag(DiagnosticLocationOptions.InterpretAsMarkupKey);

    internal bool Matches(FileLinePositionSpan actual) =>
        actual.Path == Span.Path
        && actual.StartLinePosition == Span.StartLinePosition
        && (Options.HasFlag(DiagnosticLocationOptions.IgnoreLength) || actual.EndLinePosition == Span.EndLinePosition);
}

public readonly struct DiagnosticResult(string id, DiagnosticSeverity severity)
{
    public static readonly DiagnosticResult[] EmptyDiagnosticResults = [];

    public DiagnosticResult(DiagnosticDescriptor descriptor)
        : this(descriptor.Id, descriptor.DefaultSeverity) => MessageFormat = descriptor.MessageFormat;

    public string Id { get; } = id;

    public DiagnosticSeverity Severity { get; private init; } = severity;

    public DiagnosticOptions Options { get; private init; }

    public ImmutableArray<DiagnosticLocation> Spans { get => field.IsDefault ? [] : field; private init; }

    public LocalizableString? MessageFormat { get; private init; }

    public object?[]? MessageArguments { get; private init; }

    public bool? IsSuppressed { get; private init; }

    public bool HasLocation => !Spans.IsEmpty;

    public string? Message => MessageIsAnything ? null : ExactMessage ?? FormattedMessage;

    private string? ExactMessage { get; init; }

    private bool MessageIsAnything { get; init; }

    private string? FormattedMessage
    {
        get
        {
            var format = MessageFormat?.ToString();
            try
            {
                return format is null ? null : string.Format(format, MessageArguments ?? []);
            }
            catch (FormatException)
            {
                // Too few arguments: the text with its holes cannot match, and the failure shows which arguments are missing.
                return format;
            }
        }
    }

    public static DiagnosticResult CompilerError(string identifier) => new(identifier, DiagnosticSeverity.Error);

    public static DiagnosticResult CompilerWarning(string identifier) => new(identifier, DiagnosticSeverity.Warning);

    public DiagnosticResult WithSeverity(DiagnosticSeverity severity) => this with { Severity = severity };

    public DiagnosticResult WithOptions(DiagnosticOptions options) => this with { Options = options };

    public DiagnosticResult WithArguments(params object[] arguments) => this with { MessageArguments = arguments };

    public DiagnosticResult WithMessage(string? message) => this with { ExactMessage = message, MessageIsAnything = message is null };

    public DiagnosticResult WithMessageFormat(LocalizableString messageFormat) => this with { MessageFormat = messageFormat };

    public DiagnosticResult WithIsSuppressed(bool? isSuppressed) => this with { IsSuppressed = isSuppressed };

    public DiagnosticResult WithNoLocation() => this with { Spans = [] };

    public DiagnosticResult WithLocation(int line, int column) => WithLocation("", line, column);

    public DiagnosticResult WithLocation(LinePosition location) => WithLocation("", location);

    public DiagnosticResult WithLocation(string path, int line, int column) => WithLocation(path, new LinePosition(line - 1, column - 1));

    public DiagnosticResult WithLocation(string path, LinePosition location) => WithLocation(path, location, DiagnosticLocationOptions.None);

    public DiagnosticResult WithLocation(string path, LinePosition location, DiagnosticLocationOptions options) =>
        WithSpan(new FileLinePositionSpan(path, location, location), options | DiagnosticLocationOptions.IgnoreLength);

    public DiagnosticResult WithLocation(int markupKey) => WithLocation(markupKey, DiagnosticLocationOptions.None);

    public DiagnosticResult WithLocation(int markupKey, DiagnosticLocationOptions options)
    {
        var key = new LinePosition(0, markupKey);
        return WithSpan(new FileLinePositionSpan("", key, key), options | DiagnosticLocationOptions.InterpretAsMarkupKey);
    }

    public DiagnosticResult WithSpan(int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan("", startLine, startColumn, endLine, endColumn);

    public DiagnosticResult WithSpan(string path, int startLine, int startColumn, int endLine, int endColumn) =>
        WithSpan(new FileLinePositionSpan(path, new LinePosition(startLine - 1, startColumn - 1), new LinePosition(endLine - 1, endColumn - 1)));

    public DiagnosticResult WithSpan(FileLinePositionSpan span) => WithSpan(span, DiagnosticLocationOptions.None);

    public DiagnosticResult WithSpan(FileLinePositionSpan span, DiagnosticLocationOptions options) =>
        this with { Spans = Spans.Add(new DiagnosticLocation(span, options)) };

    public DiagnosticResult WithDefaultPath(string path) => MapSpans(location =>
        location.IsMarkupKey || location.Span.Path.Length > 0
            ? location
            : new DiagnosticLocation(new FileLinePositionSpan(path, location.Span.Span), location.Options));

    public DiagnosticResult WithLineOffset(int offset)
    {
        return MapSpans(location => new DiagnosticLocation(Move(location.Span), location.Options));

        FileLinePositionSpan Move(FileLinePositionSpan span) => new(span.Path, MoveLine(span.StartLinePosition), MoveLine(span.EndLinePosition));

        LinePosition MoveLine(LinePosition position) => new(position.Line + offset, position.Character);
    }

    internal DiagnosticResult WithMarkupLocations(IReadOnlyDictionary<string, FileLinePositionSpan> markup) => MapSpans(location =>
    {
        if (!location.IsMarkupKey)
            return location;

        var key = "#" + location.Span.StartLinePosition.Character;
        return markup.TryGetValue(key, out var span)
            ? new DiagnosticLocation(span, location.Options & ~DiagnosticLocationOptions.InterpretAsMarkupKey)
            : throw new InvalidOperationException($"An expected diagnostic points at '{key}', but no source has '{{|{key}:'.");
    });

    private DiagnosticResult MapSpans(Func<DiagnosticLocation, DiagnosticLocation> map) => this with { Spans = [.. Spans.Select(map)] };

    public override string ToString() => DiagnosticText.Of(this);
}
