namespace BackendGuardrails.Evidence.BG4001.AdoNet;

public interface IPeople
{
    List<string> Named(string name);

    List<string> LivingIn(string city, string? nick, int most);

    List<string> Nicked(string? nick);

    List<string> FromSource(string name);

    List<string> Containing(string part);

    List<string> LivingInOneOf(IEnumerable<string> cities);

    List<string> LivingInNoneOf(string[] cities);

    int Move(string name, string city);

    int MoveEach(IEnumerable<string> names, string city);

    Task<int> MoveAndRenameAsync(string name, string city);

    int Add(int id, string name);
}
