namespace Monitor.Analysis.Duplicates;

/// <summary>Exams and school subjects: closed lists. A leak of the maths paper is another story than one of the English paper.</summary>
internal static class FixedNames
{
    private static readonly string[] Subjects = ["语文", "数学", "英语", "物理", "化学", "生物", "历史", "地理", "政治"];

    private static readonly (string Name, uint Exam)[] Exams =
    [
        ("高考", 1), ("中考", 2), ("中招", 2), ("成考", 3), ("成人高考", 3), ("考研", 4), ("研究生考试", 4), ("学业水平", 5), ("学考", 5), ("公务员", 6), ("国考", 6), ("四级", 7), ("六级", 7),
    ];

    public static void Read(string text, List<(MarkSort, uint)> found)
    {
        for (var i = 0; i < Subjects.Length; i++)
        {
            if (text.Contains(Subjects[i], StringComparison.Ordinal)) found.Add((MarkSort.Subject, (uint)i));
        }

        foreach (var (name, exam) in Exams)
        {
            if (text.Contains(name, StringComparison.Ordinal) && !InsideAnother(text, name)) found.Add((MarkSort.Exam, exam));
        }
    }

    // 成人高考 holds 高考, 三中考点 holds 中考.
    private static bool InsideAnother(string text, string name) => name switch
    {
        "高考" => text.Contains("成人高考", StringComparison.Ordinal),
        "中考" => text.Contains("中考点", StringComparison.Ordinal) || text.Contains("中考场", StringComparison.Ordinal),
        _ => false,
    };
}
