namespace System.Runtime.CompilerServices;

/// <summary>netstandard2.0 lacks the type that records and init accessors are compiled against.</summary>
internal static class IsExternalInit;
