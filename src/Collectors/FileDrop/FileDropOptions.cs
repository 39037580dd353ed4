using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.FileDrop;

public enum DropFormat { Auto, Csv, Jsonl, Xlsx }

public enum DropAfter { Leave, Move }

public sealed record FileDropOptions
{
    [Required, Description("Folder that is watched, relative to the working directory.")]
    public string Path { get; init; } = "";

    [Description("Which of its files are read, such as 微博*.csv. Names that begin with . or ~$ or end with .part, .tmp or .crdownload never are.")]
    public string Pattern { get; init; } = "*";

    [Description("What the files are; auto = by name and content.")]
    public DropFormat Format { get; init; }

    [Description("Which column holds what; each field takes the first of its names that the header has.")]
    public FileColumns Columns { get; init; } = new();

    [Description("Charset of CSV and JSONL files such as gb18030 or utf-8; auto = by the bytes.")]
    public string Encoding { get; init; } = "auto";

    [Description("Between the cells of a CSV file: one character, or tab; absent = the commonest of , ; | and tab in the first line.")]
    public string? Delimiter { get; init; }

    [Description("The first row names the columns; false = columns are named #1, #2 ...")]
    public bool HasHeader { get; init; } = true;

    [Description("Sheet of a workbook by name; absent = the first.")]
    public string? Sheet { get; init; }

    [Description("Offset from UTC of times that name no zone.")]
    public TimeSpan Zone { get; init; } = TimeSpan.FromHours(8);

    [Description("Texts carry HTML that is to be taken off.")]
    public bool Html { get; init; }

    [Description("A file that changed within this time may still be written to and is not read yet.")]
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(10);

    [Description("What becomes of a file that was read to its end: leave it, or move it to done/ beside it. Nothing is deleted.")]
    public DropAfter After { get; init; }

    [Description("Rows stored at a time."), Range(1, 5000)]
    public int BatchRows { get; init; } = 500;
}

public sealed record FileColumns
{
    [Description("The item's own id on its platform.")]
    public IReadOnlyList<string> Id { get; init; } = ["id", "mid", "帖子ID", "文章ID", "信息ID", "微博ID", "唯一标识", "编号"];

    public IReadOnlyList<string> Url { get; init; } = ["url", "link", "链接", "原文链接", "文章链接", "原文地址", "网址", "地址"];

    public IReadOnlyList<string> Title { get; init; } = ["title", "标题", "文章标题", "主题"];

    public IReadOnlyList<string> Text { get; init; } = ["text", "content", "正文", "内容", "全文", "微博内容", "文本", "原文", "摘要"];

    public IReadOnlyList<string> Author { get; init; } = ["author", "user", "作者", "发布者", "发布人", "用户名", "用户昵称", "昵称", "账号", "博主"];

    public IReadOnlyList<string> Published { get; init; } = ["published", "publish_time", "created_at", "time", "date", "发布时间", "发表时间", "发布日期", "时间", "日期"];

    public IReadOnlyList<string> Heat { get; init; } = ["heat", "views", "reads", "热度", "阅读数", "阅读量", "播放量", "互动量"];

    public IReadOnlyList<string> Replies { get; init; } = ["replies", "comments", "评论数", "评论量", "回复数", "评论"];

    public IReadOnlyList<string> Rank { get; init; } = ["rank", "排名", "排行"];

    [Description("Says that the item was deleted: 1, true, yes, 是, 已删除.")]
    public IReadOnlyList<string> Gone { get; init; } = ["gone", "deleted", "是否删除", "已删除", "删除状态"];
}
