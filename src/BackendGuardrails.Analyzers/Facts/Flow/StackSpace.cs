using System.Runtime.CompilerServices;

namespace BackendGuardrails.Facts.Flow;

/// <summary>Is there room on the stack for one level more? Code may be nested, and calls chained, deeper than the stack of the compiler's thread goes; what looks at a part from within its whole asks before.</summary>
internal static class StackSpace
{
    public static bool IsLeft()
    {
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return true;
        }
        catch (InsufficientExecutionStackException)
        {
            return false;
        }
    }
}
