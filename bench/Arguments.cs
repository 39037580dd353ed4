using System.Globalization;

namespace Monitor.Bench;

/// <summary>Options of a measure: a name and the number behind it.</summary>
internal static class Arguments
{
    public static double Number(string[] given, string name, double usual) =>
        Array.IndexOf(given, name) is >= 0 and var at && at + 1 < given.Length ? double.Parse(given[at + 1], CultureInfo.InvariantCulture) : usual;
}
