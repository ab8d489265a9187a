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

    public static bool Give(IOperation body) => body.Descendants().OfType<IInvocationOperation>().Any(call =>
        Pages.Contains(call.TargetMethod.Name) && call.TargetMethod.ContainingType.IsOrInherits(Controllers.ControllerBase));
}
