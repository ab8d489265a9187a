using BackendGuardrails.Facts.Data.Queries.Filters;

namespace BackendGuardrails.Facts.Data.Queries.Pages;

/// <summary>A page that a client can ask for at any depth.</summary>
/// <param name="Call">What skips, or the method that does when it is handed the query.</param>
/// <param name="Shape">The query in front of it.</param>
/// <param name="Number">What the client sends.</param>
/// <param name="Condition">What asks for the rows behind the last one instead.</param>
internal sealed record DeepPage(IInvocationOperation Call, QueryShape Shape, string Number, string Condition);
