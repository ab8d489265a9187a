namespace BackendGuardrails.Evidence.BG4001.Dapper;

public interface IPeople
{
    List<string> Named(string name);

    List<string> LivingIn(string city, string name);

    List<string> Nicked(string? nick);

    List<string> Defined(string name);

    Task<int> CountAsync(string name);

    List<string> Found(string name, int least);

    List<string> StartingWith(string name);

    List<string> Containing(string part);

    List<string> BornSince(string day);

    List<string> LivingInOneOf(IEnumerable<string> cities);

    List<string> LivingInNoneOf(List<string> cities);

    int Add(int id, string name, string city);

    int Move(string name, string city);
}
