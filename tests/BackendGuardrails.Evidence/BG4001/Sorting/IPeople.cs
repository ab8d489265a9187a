namespace BackendGuardrails.Evidence.BG4001.Sorting;

public interface IPeople
{
    List<string> WithDapper(string sort, string direction);

    List<string> WithEfCore(string sort);

    List<string> WithAdoNet(string direction);
}
