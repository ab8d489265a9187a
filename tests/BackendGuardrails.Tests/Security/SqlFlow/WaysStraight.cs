namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>Locals, branches and loops.</summary>
internal static class WaysStraight
{
    public static IReadOnlyList<Way> All { get; } =
    [
        new("direct", "var result = {in};"),
        new("both branches", """
            string result;
            if (DateTime.UtcNow.Hour < 12)
                result = {in};
            else
                result = {in} + "%";
            """),
        new("one branch", """
            var result = "nobody";
            if (DateTime.UtcNow.Hour < 12)
                result = {in};
            """),
        new("conditional expression", "var result = DateTime.UtcNow.Hour < 12 ? \"nobody\" : {in};"),
        new("switch statement", """
            string result;
            switch (DateTime.UtcNow.DayOfWeek)
            {
                case DayOfWeek.Saturday:
                case DayOfWeek.Sunday:
                    result = "nobody";
                    break;
                case DayOfWeek.Monday:
                    result = {in};
                    break;
                default:
                    result = "everybody";
                    break;
            }
            """),
        new("switch expression", """
            var result = DateTime.UtcNow.Hour switch
            {
                < 6 => "nobody",
                < 20 => {in},
                _ => "everybody",
            };
            """),
        new("coalesce", """
            string? given = {in};
            var result = given ?? "nobody";
            """),
        new("coalesce assignment", """
            string? result = null;
            result ??= {in};
            """),
        new("try and catch", """
            var result = "nobody";
            try
            {
                result = {in};
                Console.WriteLine("tried");
            }
            catch (InvalidOperationException)
            {
                result = "failed";
            }
            """),
        new("finally", """
            var result = {other};
            try
            {
                Console.WriteLine(result.Length);
            }
            finally
            {
                result = {in};
            }
            """),
        new("catch block", """
            var result = "nobody";
            try
            {
                if (DateTime.UtcNow.Hour < 12)
                    throw new IOException("closed");
            }
            catch (IOException)
            {
                result = {in};
            }
            """),
        new("for", """
            var result = "";
            for (var round = 0; round < 3; round++)
                result += {in};
            """),
        new("while", """
            var result = "nobody";
            var round = 0;
            while (round < DateTime.UtcNow.Hour)
            {
                result = {in};
                round++;
            }
            """),
        new("do", """
            var result = {other};
            var round = 0;
            do
            {
                result = {in};
                round++;
            }
            while (round < 3);
            """),
        new("foreach over one of two arrays", """
            var result = "";
            foreach (var part in new[] { {other}, "paris" })
                Console.WriteLine(part.Length);
            foreach (var part in new[] { {in}, "rome" })
                result += part;
            """),
        new("foreach over characters", """
            var result = "";
            foreach (var character in {in})
                result += character;
            """),
        new("endless loop with break", """
            string result;
            while (true)
            {
                result = {in};
                if (result.Length < 100)
                    break;
                Console.WriteLine("too long");
            }
            """),
        new("goto", """
            var result = "nobody";
            goto late;
            early:
            result += {in};
            goto done;
            late:
            result = "";
            goto early;
            done:
            Console.WriteLine(result.Length);
            """),
        new("shifted along in a loop", """
            var result = "nobody";
            var second = "nobody";
            var third = {in};
            var fourth = {other};
            for (var round = 0; round < 5; round++)
            {
                result = second;
                second = third;
                Console.WriteLine(fourth.Length);
            }
            """),
        new("aliases", """
            var first = {in};
            var second = first;
            var aside = {other};
            var third = second;
            Console.WriteLine(aside.Length);
            var result = third;
            """),
        new("swap", """
            var left = {in};
            var right = {other};
            var kept = left;
            left = right;
            right = kept;
            Console.WriteLine(left.Length);
            var result = right;
            """),
        new("swap by tuple", """
            var left = {in};
            var right = {other};
            (left, right) = (right, left);
            Console.WriteLine(left.Length);
            var result = right;
            """),
        new("chained assignment", """
            string first, second;
            first = second = {in};
            Console.WriteLine(second.Length);
            var result = first;
            """),
        new("overwritten", """
            var result = {other};
            Console.WriteLine(result.Length);
            result = {in};
            """),
        new("assignment inside an expression", """
            string result;
            if ((result = {in}).Length == 0)
                Console.WriteLine("empty");
            """),
        new("reference local", "var result = Second({other}, {in});")
        {
            Members = """
                private static string Second(string first, string second)
                {
                    ref var slot = ref first;
                    slot = second;
                    return first;
                }
                """,
        },
        new("using block", """
            string result;
            using (var scope = new MemoryStream())
            {
                result = {in};
                scope.WriteByte(1);
            }
            """),
        new("lock", """
            string result;
            lock (gate)
            {
                result = {in};
            }
            """)
        {
            Members = "private readonly object gate = new();",
        },
        new("checked block", """
            string result;
            checked
            {
                var length = {other}.Length + 1;
                result = {in} + length;
            }
            """),
        new("nested scopes", """
            string result;
            {
                var inner = {other};
                Console.WriteLine(inner.Length);
            }
            {
                var inner = {in};
                result = inner;
            }
            """),
    ];
}
