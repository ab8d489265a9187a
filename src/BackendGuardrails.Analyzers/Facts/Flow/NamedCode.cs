using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BackendGuardrails.Facts.Flow;

/// <summary>What code does a name stand for, and what is done with that? Answered by the text alone.</summary>
internal static class NamedCode
{
    /// <summary>The member that the name is the end of: all of <c>this._orders</c>, not of <c>_orders.Count</c>.</summary>
    public static ExpressionSyntax Whole(this SimpleNameSyntax name) => name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;

    /// <summary>The call of what is named, with arguments: <c>Save()</c>, <c>orders.Save()</c>, <c>orders?.Save()</c>.</summary>
    public static InvocationExpressionSyntax? CallOf(this SimpleNameSyntax name)
    {
        var called = name.Parent is MemberBindingExpressionSyntax binding ? binding : name.Whole();
        return called.Parent is InvocationExpressionSyntax call && call.Expression == called ? call : null;
    }

    /// <summary>The assignment that has it on its left side.</summary>
    public static AssignmentExpressionSyntax? AssignmentTo(this SimpleNameSyntax name)
    {
        var target = name.Whole();
        return target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target ? assignment : null;
    }
}
