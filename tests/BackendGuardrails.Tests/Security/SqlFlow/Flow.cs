namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>What a program does with the value that was sent to it.</summary>
public enum Flow
{
    /// <summary>It becomes part of the SQL text.</summary>
    Bad,

    /// <summary>A constant travels instead, and becomes part of the SQL text.</summary>
    Constant,

    /// <summary>It arrives as a parameter of constant SQL.</summary>
    Parameter,

    /// <summary>What becomes part of the SQL text can do no harm, whatever was sent.</summary>
    Cleansed,
}
