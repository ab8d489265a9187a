using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = BackendGuardrails.Tests.Verifiers.GuardrailVerifier<BackendGuardrails.Queries.BG1001QueryPerItemAnalyzer>;

namespace BackendGuardrails.Tests.Queries;

/// <summary>Queries for one of several kinds of elements, for what a program is set up with, for what is cached afterwards, beside the contents of files: quiet, and warnings without that.</summary>
public class BG1001QueryPerItemKindTests
{
    private const string Types = """
        public enum Kind { Text, Number, File, List }
        public class Field { public Kind Kind { get; set; } public string Name { get; set; } = ""; public int FileId { get; set; } public bool IsFile { get; set; } public string AccessToken { get; set; } = ""; public string Color { get; set; } = ""; }
        public class TextField : Field { }
        public class FileField : Field { }
        public class Language { public int Id { get; set; } }
        public class SpokenLanguage { public int Id { get; set; } }
        public class LanguagePack { public int Id { get; set; } }
        public class StoredFile { public int Id { get; set; } public System.IO.Stream Content { get; set; } = System.IO.Stream.Null; }
        """;

    [Theory]
    [InlineData("a case of a switch", "switch (field.Kind) { case Kind.Text: Console.WriteLine(1); break; case Kind.Number: Console.WriteLine(2); break; case Kind.File: _ = db.Customers.{|#0:Find|}(field.FileId); break; }")]
    [InlineData("an arm of a switch", "_ = field.Kind switch { Kind.Text => null, Kind.File => db.Customers.{|#0:Find|}(field.FileId), _ => new Customer() };")]
    [InlineData("a row of questions", "if (field.Kind == Kind.Text) Console.WriteLine(1); else if (field.Kind == Kind.Number) Console.WriteLine(2); else if (field.Kind == Kind.File) _ = db.Customers.{|#0:Find|}(field.FileId);")]
    [InlineData("two questions and all others", "if (field.Kind is Kind.Text or Kind.Number) Console.WriteLine(1); else if (field.Kind is Kind.File) _ = db.Customers.{|#0:Find|}(field.FileId); else Console.WriteLine(3);")]
    [InlineData("names", "if (\"a\" == field.Name) Console.WriteLine(1); else if (field.Name.Equals(\"b\")) Console.WriteLine(2); else if (field.Name == \"c\" && field.FileId > 0) _ = db.Customers.{|#0:Find|}(field.FileId);")]
    [InlineData("types", "if (field is TextField) Console.WriteLine(1); else if (field is FileField file) _ = db.Customers.{|#0:Find|}(file.FileId); else Console.WriteLine(3);")]
    [InlineData("within a question about something else", "if (field.IsFile) Console.WriteLine(0); else if (field.Kind == Kind.Text) Console.WriteLine(1); else if (field.Kind == Kind.File) _ = db.Customers.{|#0:Find|}(field.FileId); else Console.WriteLine(3);")]
    [InlineData("types in a method that is called", "{|#0:Render|}(field);")]
    public Task A_query_for_one_of_several_kinds_is_quiet(string kind, string code) => VerifyCS.VerifyAnalyzerAsync(Fields(code, kind));

    [Fact]
    public Task A_method_on_the_way_that_asks_for_the_kind_makes_information_of_it() => VerifyCS.VerifyAnalyzerAsync(Fields("{|#0:Write|}(field);", "all may be of the kind"), Reported(DiagnosticSeverity.Info));

    [Theory]
    [InlineData("two kinds", "if (field.Kind == Kind.Text) Console.WriteLine(1); else _ = db.Customers.{|#0:Find|}(field.FileId);")]
    [InlineData("one question", "if (field.Kind == Kind.File) _ = db.Customers.{|#0:Find|}(field.FileId);")]
    [InlineData("what the program is set up with", "switch (mode) { case Kind.Text: _ = db.Customers.{|#0:Find|}(field.FileId); break; case Kind.File: break; default: break; }")]
    [InlineData("a truth value", "switch (field.IsFile) { case true: _ = db.Customers.{|#0:Find|}(field.FileId); break; case false: break; default: break; }")]
    [InlineData("questions about different things", "if (field.Name == \"a\") Console.WriteLine(1); else if (field.Color == \"b\") Console.WriteLine(2); else if (field.Kind == Kind.File) _ = db.Customers.{|#0:Find|}(field.FileId);")]
    [InlineData("the question itself asks", "if (db.Customers.{|#0:Any|}(c => c.Id == field.FileId)) Console.WriteLine(1); else if (field.Kind == Kind.Text) Console.WriteLine(2); else Console.WriteLine(3);")]
    [InlineData("after the row of questions", "if (field.Kind == Kind.Text) Console.WriteLine(1); else if (field.Kind == Kind.Number) Console.WriteLine(2); else Console.WriteLine(3); _ = db.Customers.{|#0:Find|}(field.FileId);")]
    public Task A_query_for_most_or_all_is_a_warning(string kind, string code) => VerifyCS.VerifyAnalyzerAsync(Fields(code, kind), Reported(DiagnosticSeverity.Warning));

    [Fact]
    public Task Where_most_kinds_ask_the_kind_makes_no_difference() => VerifyCS.VerifyAnalyzerAsync(
        Fields("_ = field.Kind switch { Kind.Text => db.Customers.{|#0:Find|}(field.FileId), Kind.File => db.Customers.{|#1:First|}(c => c.Id == field.FileId), _ => null };", "two of three"),
        Reported(DiagnosticSeverity.Warning, 0), Reported(DiagnosticSeverity.Warning, 1));

    [Theory]
    [InlineData("Language", null)]
    [InlineData("SpokenLanguage", null)]
    [InlineData("LanguagePack", DiagnosticSeverity.Warning)]
    [InlineData("Field", DiagnosticSeverity.Warning)]
    public Task What_a_program_is_set_up_with_is_not_much(string type, DiagnosticSeverity? severity) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($"public void Run(List<{type}> all) {{ foreach (var one in all) _ = db.Customers.{{|#0:FirstOrDefault|}}(c => c.Name == one.ToString()); }}") + Types,
        Reported(severity));

    [Theory]
    [InlineData("backend_guardrails.small_entities = Customer, Field", null)]
    [InlineData("backend_guardrails.small_entities = Customer", DiagnosticSeverity.Warning)]
    public Task Rows_that_stay_few_are_named_in_an_option(string option, DiagnosticSeverity? severity)
    {
        var test = new VerifyCS.Test
        {
            TestCode = TripShop.Service("public void Run(List<Field> fields) { foreach (var field in fields) _ = db.Customers.{|#0:Find|}(field.FileId); }") + Types,
            EditorConfig = option,
        };
        test.ExpectedDiagnostics.AddRange(Reported(severity));
        return test.RunAsync();
    }

    [Theory]
    [InlineData("functions that somebody wrote", "List<Func<Customer, string>> parts", "foreach (var part in parts) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == part.Method.Name);", null)]
    [InlineData("functions for each of many", "List<Func<Customer, string>> parts", "foreach (var customer in customers) foreach (var part in parts) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == part(customer));", DiagnosticSeverity.Warning)]
    [InlineData("expressions that somebody wrote", "List<System.Linq.Expressions.Expression<Func<Customer, bool>>> parts", "foreach (var part in parts) _ = db.Customers.{|#0:FirstOrDefault|}(part);", null)]
    [InlineData("all of a kind at once", "Dictionary<string, List<int>> parts", "foreach (var (kind, ids) in parts) {|#0:Load|}(ids.ToArray());", null)]
    [InlineData("the same through a local", "Dictionary<Type, List<int>> parts", "foreach (var part in parts) { var ids = part.Value.ToArray(); {|#0:Load|}(ids); }", null)]
    [InlineData("groups by a number", "Dictionary<int, List<int>> parts", "foreach (var part in parts) {|#0:Load|}(part.Value.ToArray());", DiagnosticSeverity.Warning)]
    [InlineData("one of a kind", "Dictionary<string, List<int>> parts", "foreach (var part in parts) _ = db.Customers.{|#0:Find|}(part.Value[0]);", DiagnosticSeverity.Warning)]
    [InlineData("one value for each name", "Dictionary<string, int> parts", "foreach (var part in parts) _ = db.Customers.{|#0:Find|}(part.Value);", DiagnosticSeverity.Warning)]
    [InlineData("a cache is filled", "List<Order> parts", "_ = cache.GetOrCreate(\"names\", entry => { var names = new List<string>(); foreach (var part in parts) names.Add(db.Customers.{|#0:Find|}(part.CustomerId)!.Name); return names; });", null)]
    [InlineData("a cache is filled for each of many", "List<Order> parts", "foreach (var customer in customers) _ = cache.GetOrCreate(customer.Name, entry => { var names = new List<string>(); foreach (var part in parts) names.Add(db.Customers.{|#0:Find|}(part.CustomerId)!.Name); return names; });", DiagnosticSeverity.Warning)]
    [InlineData("a stream for each", "List<StoredFile> parts", "foreach (var part in parts) {|#0:Store|}(part.Content);", null)]
    [InlineData("an object that holds a stream", "List<StoredFile> parts", "foreach (var part in parts) {|#0:Keep|}(part);", null)]
    [InlineData("a stream comes back", "List<int> parts", "foreach (var part in parts) { using var content = {|#0:Open|}(part); }", null)]
    [InlineData("a form file", "List<Microsoft.AspNetCore.Http.FormFile> parts", "foreach (var part in parts) {|#0:Upload|}(part);", null)]
    [InlineData("the name of a file alone", "List<StoredFile> parts", "foreach (var part in parts) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Id == part.Id);", DiagnosticSeverity.Warning)]
    [InlineData("a stream on the way", "List<int> parts", "foreach (var part in parts) {|#0:Import|}(part);", null)]
    [InlineData("folders", "string parts", "foreach (var part in System.IO.Directory.EnumerateDirectories(parts)) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == part);", null)]
    [InlineData("files", "string parts", "foreach (var part in System.IO.Directory.GetFiles(parts)) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == part);", DiagnosticSeverity.Warning)]
    [InlineData("lines", "string parts", "foreach (var part in System.IO.File.ReadLines(parts)) _ = db.Customers.{|#0:FirstOrDefault|}(c => c.Name == part);", DiagnosticSeverity.Warning)]
    [InlineData("where the code is gone", "List<Customer> parts", "foreach (var part in parts) { if (Type.GetType(part.Name) == null) {|#0:Load|}(new[] { part.Id }); }", null)]
    [InlineData("where the code is there", "List<Customer> parts", "foreach (var part in parts) { if (Type.GetType(part.Name) != null) {|#0:Load|}(new[] { part.Id }); }", DiagnosticSeverity.Warning)]
    [InlineData("what was not loaded before", "List<Customer> parts", "foreach (var part in parts) {|#0:Known|}(part.Id, customers);", null)]
    [InlineData("what is not there yet in a member", "List<Customer> parts", "foreach (var part in parts) {|#0:Kept|}(part.Id);", DiagnosticSeverity.Warning)]
    [InlineData("what may be locked", "List<int> parts", "foreach (var part in parts) { try { {|#0:Load|}(new[] { part }); } catch (System.IO.IOException) { } }", null)]
    [InlineData("what may go wrong otherwise", "List<int> parts", "foreach (var part in parts) { try { {|#0:Load|}(new[] { part }); } catch (InvalidOperationException) { } }", DiagnosticSeverity.Warning)]
    [InlineData("the one with this token", "List<Field> parts", "foreach (var part in parts) { if (string.Equals(part.AccessToken.Trim(), wanted, StringComparison.Ordinal)) _ = db.Customers.{|#0:Find|}(part.FileId); }", null)]
    [InlineData("the one with this token, asked the other way round", "List<Field> parts", "foreach (var part in parts) { if (wanted.Equals(part.AccessToken)) _ = db.Customers.{|#0:Find|}(part.FileId); }", null)]
    [InlineData("those of this color", "List<Field> parts", "foreach (var part in parts) { if (string.Equals(part.Color, wanted)) _ = db.Customers.{|#0:Find|}(part.FileId); }", DiagnosticSeverity.Warning)]
    public Task What_code_says_of_the_rounds(string rounds, string parameter, string code, DiagnosticSeverity? severity) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($$"""
            public void Run({{parameter}}, List<Customer> customers, string wanted)
            {
                // {{rounds}}
                {{code}}
            }

            private void Load(int[] ids) => db.Customers.Where(c => ids.Contains(c.Id)).ToList();
            private void Store(System.IO.Stream content) => db.Customers.Count(c => c.Points == content.Length);
            private void Keep(StoredFile file) => db.Customers.Find(file.Id);
            private void Upload(Microsoft.AspNetCore.Http.IFormFile file) => db.Customers.Count(c => c.Name == file.FileName);
            private void Import(int id) => Store(System.IO.Stream.Null);
            private Customer? Known(int id, List<Customer> loaded) { var known = loaded.Find(c => c.Id == id); if (known != null) return known; return db.Customers.First(c => c.Id == id); }
            private readonly List<Customer> some = new();
            private Customer? Kept(int id) { var known = some.Find(c => c.Id == id); if (known != null) return known; return db.Customers.First(c => c.Id == id); }
            private System.IO.Stream Open(int id) => System.IO.File.OpenRead(db.Customers.Find(id)!.Name);
        """) + Types,
        Reported(severity));

    [Theory]
    [InlineData("IHandler[] handlers", "for (var at = 0; at < handlers.Length; at++) handlers[at].Run(db);")]
    [InlineData("IEnumerable<Lazy<IHandler>> handlers", "foreach (var handler in handlers) handler.Value.Run(db);")]
    [InlineData("int[] handlers", "for (var at = 0; at < handlers.Length; at++) [|Other|].Run(db, handlers[at]);")]
    public Task Handlers_are_as_many_as_were_registered(string parameter, string code) => VerifyCS.VerifyAnalyzerAsync(
        TripShop.Service($"public void Run({parameter}) {{ {code.Replace("[|Other|].Run", "Handler.[|Look|]")} }}") + """

        public interface IHandler { void Run(ShopContext db); }
        public class Handler : IHandler
        {
            public void Run(ShopContext db) => db.Customers.First();
            public static void Look(ShopContext db, int id) => db.Customers.Find(id);
        }
        """);

    private static DiagnosticResult Reported(DiagnosticSeverity severity, int at) =>
        VerifyCS.Diagnostic().WithMessage(null).WithSeverity(severity).WithLocation(at).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    /// <summary>Nothing where there is no severity.</summary>
    private static DiagnosticResult[] Reported(DiagnosticSeverity? severity) => severity is { } known ? [Reported(known, 0)] : [];

    private static string Fields(string code, string kind) => TripShop.Service($$"""
            public void Run(List<Field> fields)
            {
                foreach (var field in fields)
                {
                    // {{kind}}
                    {{code}}
                }
            }

            private readonly Kind mode = Kind.Text;
            private string Render(Field field) => field switch
            {
                TextField => field.Name,
                FileField file => db.Customers.Find(file.FileId)!.Name,
                _ => "",
            };
            private string Write(Field field) => field.Kind switch
            {
                Kind.Text => field.Name,
                Kind.Number => field.FileId.ToString(),
                Kind.File => db.Customers.Find(field.FileId)!.Name,
                _ => "",
            };
        """) + Types;
}
