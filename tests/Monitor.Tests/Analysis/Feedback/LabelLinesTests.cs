using Monitor.Analysis.Feedback;
using Monitor.Analysis.Training;
using Monitor.Core.Judgements;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Analysis.Feedback;

public sealed class LabelLinesTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("labels").FullName, "labels.jsonl");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void What_is_exported_is_what_training_reads()
    {
        PostLabel[] labels =
        [
            Label("p1", LabelTasks.Rumour, LabelTasks.Rumor), Label("p1", LabelTasks.Form, "hearsay"), Label("p1", LabelTasks.Sentiment, "negative"), Label("p1", LabelTasks.Topic, Topics.Fraud),
            Label("p2", LabelTasks.Rumour, LabelTasks.NotRumor) with { Text = "带\"引号\"与\n换行" },
        ];
        File.WriteAllLines(_file, LabelLines.Of(labels, null, all: true));
        Assert.Equal([("脱敏正文", "rumor"), ("带\"引号\"与\n换行", "not")], Read("rumour"));
        Assert.Equal([("脱敏正文", "negative")], Read("sentiment"));
        Assert.Equal([("脱敏正文", Topics.Fraud)], Read("topic"));
        // A form nobody gave is empty: such a row teaches no form.
        Assert.Equal([("脱敏正文", "hearsay"), ("带\"引号\"与\n换行", "")], Read("form"));
        Assert.Single(LabelLines.Of(labels, LabelTasks.Form, all: true));
    }

    [Fact]
    public void A_fifth_of_the_posts_is_held_out_and_always_the_same()
    {
        var labels = Enumerable.Range(0, 5_000).Select(i => Label(Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(BitConverter.GetBytes(i))), LabelTasks.Rumour, LabelTasks.Rumor)).ToList();
        Assert.InRange(labels.Count(l => LabelTasks.HeldOut(l.PostId)), 900, 1_100);
        Assert.Equal(labels.Count(l => !LabelTasks.HeldOut(l.PostId)), LabelLines.Of(labels, null, all: false).Count());
        Assert.Equal(5_000, LabelLines.Of(labels, null, all: true).Count());
    }

    [Fact]
    public void Neither_author_nor_source_nor_person_leaves_with_a_label() =>
        Assert.Equal("{\"id\":\"p1\",\"text\":\"脱敏正文\",\"form\":\"\",\"rumor\":1}", Assert.Single(LabelLines.Of([Label("p1", LabelTasks.Rumour, LabelTasks.Rumor)], null, all: true)));

    private List<(string, string)> Read(string task) => [.. LabelledReader.Read(task, _file, _ => { }).Select(r => (r.Text, r.Label))];

    private static PostLabel Label(string post, string task, string value) => Some.Label(post, task, value, 0);
}
