namespace BackendGuardrails.Evidence.BG4001.EfCore;

public interface IPeople
{
    List<string> Named(string name);

    List<string> LivingIn(string city, string name);

    List<string> Nicked(string? nick);

    List<string> NamedLike(string name, int most);

    List<string> Containing(string part);

    List<string> NamedOneOf(string[] names);

    List<string> LivingInOneOf(IEnumerable<string> cities);

    List<string> LivingInNoneOf(List<string> cities);

    int Move(string name, string city);

    Task<int> MoveAsync(string name, string city);

    int Nick(int id, string? nick);
}
