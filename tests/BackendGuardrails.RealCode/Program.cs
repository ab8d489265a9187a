using BackendGuardrails.RealCode;
using BackendGuardrails.RealCode.Drifting;
using BackendGuardrails.RealCode.Fixing;
using BackendGuardrails.RealCode.Fuzzing;

// What CONTRIBUTING.md and docs/precision.md quote: all rules and fixes over applications that others wrote.
const string Usage = """
    drift --checkout DIR --repository owner/name --refs DIR
    fixes --checkout DIR --refs DIR [--one-by-one | --fix-all | --fixpoint] [--rules BG1001,BG1002] [--rounds N]
    fuzz  --checkout DIR [--checkout DIR2 …] --refs DIR --mutations N --seed S [--seconds M] [--from N] [--rules …]
    --project TEXT keeps to projects whose name has the text.
    """;

try
{
    var arguments = new Arguments(args);
    return arguments.Command switch
    {
        "drift" => await Drift.RunAsync(arguments),
        "fixes" => await Fixes.RunAsync(arguments),
        "fuzz" => await Fuzz.RunAsync(arguments),
        _ => throw new UsageException("Which command?"),
    };
}
catch (UsageException problem)
{
    Console.Error.WriteLine($"{problem.Message}\n{Usage}");
    return 2;
}
catch (HangException hang)
{
    // Its threads still spin; nothing that ran beside them would tell anything.
    Console.WriteLine($"HANG: {hang.Message}");
    return 3;
}
