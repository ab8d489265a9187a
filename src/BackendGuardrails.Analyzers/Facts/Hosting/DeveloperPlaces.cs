using BackendGuardrails.Facts.Flow;
using BackendGuardrails.Options;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Hosting;

/// <summary>Does this code answer developers and testers only: in a program that refuses to start in production, or behind a mark of the team's own that says so?</summary>
internal sealed class DeveloperPlaces(SourceNames names, OptionReader options)
{
    private static readonly string[] Questions = ["IsProduction", "IsDevelopment"];

    /// <summary>Where a program is set up.</summary>
    private static readonly string[] Setups = ["Main", "<Main>$", "Configure", "ConfigureServices", "CreateHostBuilder"];

    private static readonly ImmutableHashSet<string> Words = ImmutableHashSet.Create(
        StringComparer.Ordinal, "development", "dev", "debug", "developer", "test", "testing", "tests", "cheat", "cheats", "localhost", "seeding");

    private Refusal? _refusal;

    public bool AreAround(IOperation operation, CancellationToken cancellationToken) =>
        operation.EnclosingMember(cancellationToken) is { } member && (IsMarked(member) || member.ContainingType is { } type && IsMarked(type)) || RefusesProduction(cancellationToken);

    /// <summary>[DevelopmentOnly], an attribute of this compilation that ASP.NET Core asks before the action runs.</summary>
    private static bool IsMarked(ISymbol symbol) => symbol.GetAttributes().Any(mark =>
        mark.AttributeClass is { DeclaringSyntaxReferences.IsEmpty: false } type
        && NameWords.Of(type.Name).Any(Words.Contains)
        && type.AllInterfaces.Any(one => one.ContainingNamespace.ToDisplayString() is "Microsoft.AspNetCore.Mvc.ActionConstraints" or "Microsoft.AspNetCore.Mvc.Filters"));

    /// <summary>if (env.IsProduction()) throw …; where the program is set up</summary>
    private bool RefusesProduction(CancellationToken cancellationToken) =>
        (_refusal ??= new(Questions.SelectMany(question => names.Find(question, cancellationToken)).Any(name => IsRefusal(name, cancellationToken)))).IsThere;

    private bool IsRefusal(SimpleNameSyntax name, CancellationToken cancellationToken)
    {
        if (name.FirstAncestorOrSelf<IfStatementSyntax>() is not { } exit || !exit.Condition.Span.Contains(name.Span) || !Throws(exit.Statement) || !IsFirst(exit)
            || names.ModelOf(name.SyntaxTree) is not { } model || model.GetOperation(exit.Condition, cancellationToken) is not { } condition)
            return false;
        return new GuardConditions(options.Read(GuardrailOptions.DevelopmentGuards, name.SyntaxTree)).Implied(condition, false) == Guard.Development
            && model.GetEnclosingSymbol(exit.SpanStart, cancellationToken) is IMethodSymbol method && Setups.Contains(method.Name);
    }

    private static bool Throws(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => block.Statements.LastOrDefault() is ThrowStatementSyntax,
        var only => only is ThrowStatementSyntax,
    };

    /// <summary>Nothing else decides: it is a statement of the method itself.</summary>
    private static bool IsFirst(IfStatementSyntax exit) => exit.Parent is GlobalStatementSyntax || exit.Parent is BlockSyntax { Parent: BaseMethodDeclarationSyntax };

    private sealed record Refusal(bool IsThere);
}
