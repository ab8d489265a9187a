using System.Runtime.CompilerServices;

namespace BackendGuardrails.Facts.Flow;

/// <summary>An answer about a file, while the file is worked on.</summary>
internal sealed class LatelyInFile<TAnswer>
{
    private readonly Lately<SyntaxTree, StrongBox<TAnswer>> _lately = new();

    /// <summary>Null where there is none, or where it was long ago.</summary>
    public StrongBox<TAnswer>? Find(SyntaxTree tree) => _lately.Find(RuntimeHelpers.GetHashCode(tree), tree);

    public TAnswer Keep(SyntaxTree tree, TAnswer answer)
    {
        _lately.Keep(RuntimeHelpers.GetHashCode(tree), tree, new(answer));
        return answer;
    }
}
