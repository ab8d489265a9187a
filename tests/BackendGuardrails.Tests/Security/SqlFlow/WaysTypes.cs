namespace BackendGuardrails.Tests.Security.SqlFlow;

/// <summary>The same text as another type, and back.</summary>
internal static class WaysTypes
{
    public static IReadOnlyList<Way> All { get; } =
    [
        new("boxed and cast", """
            object boxed = {in};
            var result = (string)boxed;
            """),
        new("boxed and as", """
            object boxed = {in};
            var result = boxed as string ?? "nobody";
            """),
        new("type pattern", """
            object boxed = {in};
            var result = "nobody";
            if (boxed is string text)
                result = text;
            """),
        new("negated type pattern", """
            object boxed = {in};
            if (boxed is not string result)
            {
                {leave}
            }
            """),
        new("type switch", """
            object boxed = {in};
            var result = boxed switch
            {
                int number => "number " + number,
                string text => text,
                _ => "nobody",
            };
            """),
        new("var pattern", "var result = {in} is var text ? text : \"nobody\";"),
        new("interface of a string", """
            IComparable compared = {in};
            var result = compared.ToString()!;
            """),
        new("sequence of characters", """
            IEnumerable<char> letters = {in};
            var result = string.Concat(letters.Where(letter => letter != '-'));
            """),
        new("array of objects", """
            object[] things = { 5, {in} };
            var result = (string)things[1];
            """),
        new("dynamic", """
            dynamic anything = {in};
            string result = anything;
            """),
        new("null-forgiving", """
            string? maybe = {in};
            var result = maybe!;
            """),
        new("bytes and back", """
            var bytes = Encoding.UTF8.GetBytes({in});
            var result = Encoding.UTF8.GetString(bytes);
            """),
        new("Base64 there and back", """
            var coded = Convert.ToBase64String(Encoding.UTF8.GetBytes({in}));
            var aside = Convert.ToBase64String(Encoding.UTF8.GetBytes({other}));
            Console.WriteLine(aside.Length);
            var result = Encoding.UTF8.GetString(Convert.FromBase64String(coded));
            """),
        new("hexadecimal there and back", """
            var coded = Convert.ToHexString(Encoding.UTF8.GetBytes({in}));
            var result = Encoding.UTF8.GetString(Convert.FromHexString(coded));
            """),
        new("copied bytes", """
            var bytes = Encoding.UTF8.GetBytes({in});
            var copy = new byte[bytes.Length];
            Buffer.BlockCopy(bytes, 0, copy, 0, bytes.Length);
            var result = Encoding.UTF8.GetString(copy);
            """),
        new("StringReader", """
            using var text = new StringReader({in});
            var result = text.ReadToEnd();
            """),
        new("StringReader, line by line", """
            using var text = new StringReader({in});
            var result = "";
            while (text.ReadLine() is { } line)
                result += line;
            """),
        new("memory stream made of bytes", """
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes({in}));
            using var text = new StreamReader(stream);
            var result = await text.ReadToEndAsync();
            """),
        new("memory stream that is written", """
            using var stream = new MemoryStream();
            stream.Write(Encoding.UTF8.GetBytes({in}));
            stream.Position = 0;
            using var text = new StreamReader(stream);
            var result = text.ReadToEnd();
            """),
        new("UnescapeDataString", "var result = Uri.UnescapeDataString({in});"),
        new("UrlDecode", "var result = WebUtility.UrlDecode({in});"),
        new("HtmlDecode", "var result = WebUtility.HtmlDecode({in});"),
        new("JSON there and back", """
            var json = JsonSerializer.Serialize(new Person { Name = {in} });
            var result = JsonSerializer.Deserialize<Person>(json)!.Name;
            """)
        {
            Types = "internal sealed class Person\n{\n    public string Name { get; set; } = \"nobody\";\n}",
        },
        new("member of a JSON document", """
            using var document = JsonDocument.Parse(JsonSerializer.Serialize(new[] { {in} }));
            var result = document.RootElement[0].GetString() ?? "nobody";
            """),
        new("XML there and back", """
            var element = new System.Xml.Linq.XElement("name", {in});
            var result = element.Value;
            """),
    ];
}
