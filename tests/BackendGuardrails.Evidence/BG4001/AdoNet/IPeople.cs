namespace BackendGuardrails.Evidence.BG4001.AdoNet;

public interface IPeople
{
    List<string> Named(string name);

    List<string> LivingIn(string city, string? nick);

    List<string> Nicked(string? nick);

    List<string> FromSource(string name);

    List<string> Containing(string part);

    List<string> LivingInOneOf(IEnumerable<string> cities);

    List<string> LivingInNoneOf(string[] cities);

    int Move(string name, string city);

    Task<int> MoveAndRenameAsync(string name, string city);
}
