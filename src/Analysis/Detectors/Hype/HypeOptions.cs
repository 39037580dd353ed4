using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Analysis.Detectors.Hype;

/// <summary>When top scorers or enrolment successes are being advertised.</summary>
public sealed record HypeOptions
{
    [Description("Words that advertise; a post on hype that holds one counts.")]
    public IReadOnlyList<string> Words { get; init; } = ["喜报", "状元", "最高分", "高分考生", "屏蔽生", "裸分", "上线率", "重点率", "升学率", "清北"];

    [Description("Words that speak against it; a post that holds one does not count.")]
    public IReadOnlyList<string> Against { get; init; } = ["严禁", "禁止", "不得", "不炒", "拒绝炒作", "杜绝", "抵制", "蹭"];

    [Description("Ids of sources (schools, training firms, local media) of which a single such post is reported; official sources always are.")]
    public IReadOnlyList<string> Sources { get; init; } = [];

    [Description("Posts are counted over this long, one hour to a day."), Range(typeof(TimeSpan), "01:00:00", "1.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(6);

    [Description("Posts of the public from which it is reported."), Range(1, 100_000)]
    public int MinPosts { get; init; } = 8;

    [Description("Distinct authors of them."), Range(1, 100_000)]
    public int MinAuthors { get; init; } = 4;

    [Description("Posts of the public from which it is yellow."), Range(1, 100_000)]
    public int YellowPosts { get; init; } = 30;
}
