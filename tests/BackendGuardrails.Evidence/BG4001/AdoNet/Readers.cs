using System.Data.Common;

namespace BackendGuardrails.Evidence.BG4001.AdoNet;

public static class Readers
{
    public static List<string> Names(this DbCommand command)
    {
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    }
}
