namespace BackendGuardrails.Shared;

/// <summary>Adds <c>using</c> directives where the file keeps them.</summary>
internal static class Imports
{
    public static SyntaxNode WithUsing(this SyntaxNode root, string? @namespace)
    {
        if (@namespace is null || root is not CompilationUnitSyntax unit)
            return root;
        var nested = unit.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault(declaration => declaration.Usings.Count > 0);
        if (unit.Usings.Count == 0 && nested is not null)
            return unit.ReplaceNode(nested, nested.WithUsings(Insert(nested.Usings, @namespace, unit.EndOfLine())));
        if (unit.Usings.Count > 0)
            return unit.WithUsings(Insert(unit.Usings, @namespace, unit.EndOfLine()));
        // Comments at the top, such as the license, stay at the top.
        var leading = unit.GetLeadingTrivia();
        var header = leading.TakeWhile(IsPlain).ToList();
        var first = Directive(@namespace, unit.EndOfLine()).WithLeadingTrivia(header).WithTrailingTrivia(unit.EndOfLine(), unit.EndOfLine());
        return unit.WithLeadingTrivia(leading.Skip(header.Count)).WithUsings(SyntaxFactory.SingletonList(first));
    }

    private static bool IsPlain(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.EndOfLineTrivia or SyntaxKind.WhitespaceTrivia;

    private static SyntaxList<UsingDirectiveSyntax> Insert(SyntaxList<UsingDirectiveSyntax> usings, string @namespace, SyntaxTrivia endOfLine)
    {
        if (usings.Any(existing => IsPlain(existing) && existing.Name?.ToString() == @namespace))
            return usings;
        var index = usings.IndexOf(existing => !IsGlobal(existing) && (!IsPlain(existing) || SortsAfter(existing.Name!.ToString(), @namespace)));
        if (index < 0)
            index = usings.Count;
        var directive = Directive(@namespace, endOfLine);
        if (index == 0)
        {
            // What stands above the first one, such as the license, stays above.
            var first = usings[0];
            directive = directive.WithLeadingTrivia(first.GetLeadingTrivia());
            return usings.Replace(first, first.WithLeadingTrivia(IndentationOf(first))).Insert(0, directive);
        }

        return usings.Insert(index, directive.WithLeadingTrivia(IndentationOf(usings[index - 1])));
    }

    private static UsingDirectiveSyntax Directive(string @namespace, SyntaxTrivia endOfLine) =>
        SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(@namespace))
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithTrailingTrivia(endOfLine);

    private static IEnumerable<SyntaxTrivia> IndentationOf(SyntaxNode node) =>
        node.GetLeadingTrivia().Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse();

    private static bool IsPlain(UsingDirectiveSyntax directive) => directive.Alias is null && directive.StaticKeyword.IsKind(SyntaxKind.None);

    private static bool IsGlobal(UsingDirectiveSyntax directive) => directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword);

    private static bool SortsAfter(string existing, string added) =>
        IsSystem(existing) == IsSystem(added) ? string.CompareOrdinal(existing, added) > 0 : IsSystem(added);

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
