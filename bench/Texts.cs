namespace Monitor.Bench;

/// <summary>Synthetic posts of some ninety characters from a fixed seed: sentence parts of this domain, shuffled.</summary>
internal static class Texts
{
    private static readonly string[] Parts =
    [
        "今年高考语文作文题目出来了", "志愿填报系统一直转圈登不上", "听说隔壁考点有人泄题", "青梧区志愿填报时间到底几点截止", "孩子考完出来说数学太难了",
        "感谢门口执勤的交警和志愿者", "查分页面打不开急死人了", "内部渠道说分数线要涨四十分", "官方通报说这是谣言大家别传", "考场外面有人放广场舞",
        "录取通知书寄到老家了", "老师说先填提前批再看位次", "有人在群里卖答案三百一份", "班主任给每个人写了一张纸条", "食堂的绿豆汤今天免费",
        "系统崩了我的志愿还没提交", "请问随迁子女能不能报名", "听力考试的时候外面在施工", "状元横幅又拉起来了", "祝所有考生都金榜题名",
    ];

    public static List<string> Make(int count, int seed)
    {
        var random = new Random(seed);
        var texts = new List<string>(count);
        for (var i = 0; i < count; i++)
            texts.Add(string.Join('，', Enumerable.Range(0, 7).Select(_ => Parts[random.Next(Parts.Length)])) + random.Next(100_000));
        return texts;
    }
}
