using BackendGuardrails.Performance;

// What CONTRIBUTING.md and docs/performance.md quote: run it in Release, on a quiet machine.
switch (args)
{
    case ["keystroke", .. var rules]:
        await Keystrokes.MeasureAsync(rules);
        return 0;
    case ["budget"]:
        await Budgets.MeasureAsync();
        return 0;
    case ["growth", .. var copies]:
        await Growth.MeasureAsync(copies.Select(int.Parse).DefaultIfEmpty(1));
        return 0;
    case ["memory", .. var copies]:
        await Memory.MeasureAsync(copies);
        return 0;
    case ["memory-of", .. var one]:
        await Memory.MeasureOneAsync(one);
        return 0;
    default:
        Console.Error.WriteLine("keystroke [BG1001 …] | budget | growth [1 10 …] | memory [5]");
        return 2;
}
