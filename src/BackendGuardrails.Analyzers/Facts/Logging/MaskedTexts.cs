using Microsoft.CodeAnalysis.CSharp;

namespace BackendGuardrails.Facts.Logging;

/// <summary>Was a secret replaced by a text that says so before it is read: <c>request.Password = "[redacted]"</c>?</summary>
internal static class MaskedTexts
{
    private static readonly string[] Words = ["redact", "mask", "hidden", "removed", "omitted", "filtered", "secret"];

    /// <summary>The last thing that is written to the variable or member in front of its use.</summary>
    public static bool IsMasked(IOperation use) => LastWrite(use, set => SyntaxFactory.AreEquivalent(set.Target.Syntax, use.Syntax)) is { } written && IsMask(written);

    /// <summary>The member of an object: where it is made or copied, or by a statement before it is read.</summary>
    public static bool IsMaskedIn(IOperation value, IPropertySymbol member)
    {
        var initializer = (LastWrite(value, set => SyntaxFactory.AreEquivalent(set.Target.Syntax, value.Syntax))?.Unwrap() ?? Origins.InitialValueOrSelf(value)) switch
        {
            IObjectCreationOperation made => made.Initializer,
            IWithOperation copy => copy.Initializer,
            _ => null,
        };
        var written = LastWrite(value, set => set.Target is IPropertyReferenceOperation { Instance: { } owner } target && SymbolEqualityComparer.Default.Equals(target.Property, member) && SyntaxFactory.AreEquivalent(owner.Syntax, value.Syntax))
            ?? initializer?.Initializers.OfType<ISimpleAssignmentOperation>().FirstOrDefault(set => set.Target is IPropertyReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Property, member))?.Value;
        return written is not null && IsMask(written);
    }

    /// <summary>Of the function that it is read in, and not in a branch that may be passed by.</summary>
    private static IOperation? LastWrite(IOperation use, Func<ISimpleAssignmentOperation, bool> isWanted) => use.Ancestors().OfType<IBlockOperation>()
        .Select(block => block.Operations.TakeWhile(statement => statement.Syntax.Span.End <= use.Syntax.SpanStart).OfType<IExpressionStatementOperation>().Select(statement => statement.Operation).OfType<ISimpleAssignmentOperation>().LastOrDefault(isWanted))
        .FirstOrDefault(set => set is not null)?.Value;

    /// <summary>Nothing, stars, or words that say that something was taken away; a secret in the source looks otherwise.</summary>
    private static bool IsMask(IOperation value) => value.Unwrap().ConstantValue is { HasValue: true, Value: var constant }
        && (constant is null || constant is string text && (!text.Any(char.IsLetterOrDigit) || Words.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)));
}
