namespace BackendGuardrails.Api;

/// <summary>Switches the framework's validation on, once for the program.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BG3013UncheckedAttributesCodeFix))]
public sealed class BG3013UncheckedAttributesCodeFix() : HostCodeFix(BG3013UncheckedAttributesAnalyzer.Descriptor)
{
    private protected override string Title => "Validate requests: add 'AddValidation()' to the services";

    private protected override async Task<Project?> FixedAsync(Project project, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        await diagnostic.PlaceAsync(project, 0, cancellationToken).ConfigureAwait(false) is var (document, place) && diagnostic.Registered(place, "AddValidation()") is { } changes
            ? (await document.WithChangesAsync(changes, cancellationToken).ConfigureAwait(false)).Project
            : null;
}
