using BackendGuardrails.RealCode.Checkouts;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.RealCode.Fixing;

/// <summary>
/// Applies every fix to a checkout in memory: each offered action on its own, Fix All for each rule and action, and all rules in turn until nothing is left. None of it may add a
/// compile error, throw, or undo what another did.
/// </summary>
internal static class Fixes
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var solution = Checkout.Load(arguments.Text("checkout"), arguments);
        var rules = new Rules(arguments);
        var reports = new List<Diagnostic>();
        var projects = Checkout.Wanted(solution, arguments).ToList();
        foreach (var project in projects)
            reports.AddRange(await rules.RunAsync(project));
        Console.WriteLine($"{arguments.Text("checkout")}: {projects.Count} projects, {projects.Sum(project => project.DocumentIds.Count)} files, {await CompileErrors.CountAsync(projects)} compile errors, {reports.Count} reports, {rules.Crashes.Count} AD0001");
        var errors = new CompileErrors();
        var all = !arguments.Has("one-by-one") && !arguments.Has("fix-all") && !arguments.Has("fixpoint");
        var clean = true;
        if (all || arguments.Has("one-by-one"))
            clean &= await new OneByOne(rules, errors).RunAsync(solution, reports);
        if (all || arguments.Has("fix-all"))
            clean &= await new EachFixAll(rules, errors).RunAsync(solution, reports);
        if (all || arguments.Has("fixpoint"))
            clean &= await new Fixpoint(rules, errors, arguments.Number("rounds", 10)).RunAsync(solution, projects.Select(project => project.Id));
        foreach (var (crash, count) in rules.Crashes.CountBy(crash => crash))
            Console.WriteLine($"AD0001 {count} x {crash}");
        return clean && rules.Crashes.IsEmpty ? 0 : 1;
    }
}
