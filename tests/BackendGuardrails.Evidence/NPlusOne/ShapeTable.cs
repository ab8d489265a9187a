using System.Text;
using Microsoft.CodeAnalysis;

namespace BackendGuardrails.Evidence.NPlusOne;

/// <summary>Marks against reports: what was missed, and what was reported that should not be, one line per shape that is not as marked, and a sum per rule.</summary>
internal sealed class ShapeTable
{
    private readonly StringBuilder _text = new();

    public ShapeTable(ILookup<string, Diagnostic> found, IReadOnlySet<string> rules, ShapeWorld world)
    {
        _text.AppendLine($"The shop {world.Name}. Rules: {(rules.Count == 0 ? "none yet" : string.Join(", ", rules.Order()))}.");
        var known = Catalog.All.Select(shape => shape.Path).ToHashSet();
        foreach (var stray in found.Where(file => !known.Contains(file.Key)).SelectMany(file => file))
            Add($"outside of shapes: {stray}");
        var right = new Dictionary<(string Rule, bool Reported), (int Right, int All)>();
        foreach (var shape in Catalog.All.Where(shape => rules.Contains(shape.Rule)))
        {
            var wrong = WrongWith(shape, [.. found[shape.Path]], rules, world).ToList();
            wrong.ForEach(problem => Add($"{shape}: {problem}"));
            var (good, all) = right.GetValueOrDefault((shape.Rule, shape.IsReported));
            right[(shape.Rule, shape.IsReported)] = (good + (wrong.Count == 0 ? 1 : 0), all + 1);
        }

        foreach (var (key, count) in right.OrderBy(entry => entry.Key))
            _text.AppendLine($"{key.Rule}, {(key.Reported ? "reported" : "quiet")}: {count.Right} of {count.All} shapes are as marked");
    }

    public int Wrong { get; private set; }

    public string Text => _text.ToString();

    private static IEnumerable<string> WrongWith(Shape shape, IReadOnlyList<Diagnostic> found, IReadOnlySet<string> rules, ShapeWorld world)
    {
        var lines = shape.Text.Split('\n');
        var marks = shape.Marks.Where(mark => rules.Contains(mark.Rule)).ToList();
        foreach (var mark in marks.Where(mark => !mark.IsOptional && !MayBeUnknown(mark, world)))
        {
            if (!found.Any(report => IsAt(report, mark)))
                yield return $"missed {mark.Rule} on line {mark.Line}: {lines[mark.Line - 1].Trim()}";
        }

        foreach (var report in found.Where(report => !marks.Any(mark => IsAt(report, mark) && (!mark.IsOptional || report.Severity < DiagnosticSeverity.Warning))))
            yield return $"false {report.Id} on line {LineOf(report)}: {lines[LineOf(report) - 1].Trim()} — {report.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
        foreach (var twice in found.GroupBy(report => (report.Id, LineOf(report))).Where(group => group.Count() > 1))
            yield return $"{twice.Count()} times {twice.Key.Id} on line {twice.Key.Item2}";
    }

    /// <summary>What another project's model includes by itself is in the body of a method that nobody sees: there, silence is right as well.</summary>
    private static bool MayBeUnknown(Mark mark, ShapeWorld world) => mark.Rule == "BG1003" && world.IsShopElsewhere;

    private static bool IsAt(Diagnostic report, Mark mark) => report.Id == mark.Rule && LineOf(report) == mark.Line;

    private static int LineOf(Diagnostic report) => report.Location.GetLineSpan().StartLinePosition.Line + 1;

    private void Add(string problem)
    {
        Wrong++;
        _text.AppendLine(problem);
    }
}
