using BackendGuardrails.Evidence.NPlusOne.Shapes;

namespace BackendGuardrails.Evidence.NPlusOne;

/// <summary>The acceptance catalogue of the rules about round trips per item.</summary>
public static class Catalog
{
    public static IReadOnlyList<Shape> All { get; } =
    [
        .. Loops.All,
        .. LambdaLoops.All,
        .. OtherLoops.All,
        .. Places.All,
        .. Libraries.All,
        .. QuietLoops.All,
        .. QuietWork.All,
        .. Lazies.All,
        .. Unloaded.All,
        .. Writes.All,
        .. Remotes.All,
    ];
}
