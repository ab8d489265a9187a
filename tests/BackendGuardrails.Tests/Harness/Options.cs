namespace Microsoft.CodeAnalysis.Testing;

public enum CompilerDiagnostics { None, Errors, Warnings, Suggestions, All }

public enum MarkupMode { None, Ignore, IgnoreFixable, Allow }

public enum StateInheritanceMode { AutoInherit, Explicit, AutoInheritAll }

public enum CodeActionValidationMode { None, SemanticStructure, Full }

[Flags]
public enum TestBehaviors { None = 0, SkipGeneratedCodeCheck = 1, SkipSuppressionCheck = 2, SkipGeneratedSourcesCheck = 4 }

[Flags]
public enum MarkupOptions { None = 0, UseFirstDescriptor = 1, TreatPositionIndicatorsAsCode = 2 }

[Flags]
public enum DiagnosticOptions { None = 0, IgnoreAdditionalLocations = 1, IgnoreSeverity = 2 }

[Flags]
public enum DiagnosticLocationOptions { None = 0, IgnoreLength = 1, InterpretAsMarkupKey = 2, UnnecessaryCode = 4 }

[Flags]
public enum CodeFixTestBehaviors
{
    None = 0,
    SkipFixAllInDocumentCheck = 1,
    SkipFixAllInProjectCheck = 2,
    SkipFixAllInSolutionCheck = 4,
    SkipFixAllCheck = SkipFixAllInDocumentCheck | SkipFixAllInProjectCheck | SkipFixAllInSolutionCheck,
    FixOne = 8,
    SkipLocalDiagnosticCheck = 16,
}
