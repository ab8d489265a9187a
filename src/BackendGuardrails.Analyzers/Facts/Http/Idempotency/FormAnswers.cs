using BackendGuardrails.Facts.Http.Endpoints;

namespace BackendGuardrails.Facts.Http.Idempotency;

/// <summary>Does an action answer a browser, with a page or with the way to one?</summary>
internal static class FormAnswers
{
    private static readonly string[] Pages =
    [
        "View", "PartialView", "ViewComponent", "Page", "Redirect", "LocalRedirect", "RedirectToAction", "RedirectToActionPermanent", "RedirectToPage", "RedirectToRoute",
    ];

    /// <summary>Attributes that let a form in once it has the token of its page.</summary>
    public static readonly string[] Checks = ["Microsoft.AspNetCore.Mvc.ValidateAntiForgeryTokenAttribute", "Microsoft.AspNetCore.Mvc.AutoValidateAntiforgeryTokenAttribute"];

    public static bool Give(IOperation body) => body.Descendants().Any(operation => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: var name, ContainingType: var type } } => type.IsOrInherits(Controllers.ControllerBase) && (Pages.Contains(name) || name.StartsWith("RedirectTo", StringComparison.Ordinal)),
        // What the next page tells.
        IPropertyReferenceOperation { Property: { Name: "TempData", ContainingType: var type } } => type.IsOrInherits(Controllers.ControllerBase),
        _ => false,
    });
}
