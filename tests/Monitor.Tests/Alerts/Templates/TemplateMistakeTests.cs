using Monitor.Alerts.Templates;
using Xunit;

namespace Monitor.Tests.Alerts.Templates;

/// <summary>A template is checked before it speaks: every mistake with file, line, column and what was expected.</summary>
public sealed class TemplateMistakeTests
{
    private const string Good = """
        --- subject ---
        {{ level_word }} {{ title }}
        --- text ---
        {{ title }} {{ where }} {{ level_word }} {{ since }} {{ why }} {{ playbook }} {{ ack_link }} {{ board_link }} {{ evidence | join ' ' }}
        """;

    [Fact]
    public void A_file_that_says_all_is_taken() => Assert.Empty(TemplateSet.With([("opened.zh.sbn", Good), ("sms.default.en.sbn", Good)]).Faults);

    [Fact]
    public void Every_shipped_file_says_all_that_must_be_said()
    {
        var files = Directory.GetFiles(Support.Repository.File("config", "templates")).Select(f => (Path.GetFileName(f), File.ReadAllText(f))).ToList();
        Assert.Contains(files, f => f.Item1 == "default.en.sbn");
        Assert.Empty(TemplateSet.With(files).Faults);
    }

    [Theory]
    [InlineData("{{ titel }}", 5, 4, "unknown name 'titel'")]
    [InlineData("{{ if false }}{{ titel }}{{ end }}", 5, 18, "unknown name 'titel'")]
    [InlineData("{{ if title }}", 5, 13, "<end> statement was not found")]
    [InlineData("a {{ title | html.escape }}", 5, 14, "the only function is join")]
    [InlineData("{{ include 'x' }}", 5, 4, "the only function is join")]
    [InlineData("{{ while true }}{{ end }}", 5, 4, "is not part of the templates' language")]
    [InlineData("{{ title = 'x' }}", 5, 4, "is not part of the templates' language")]
    [InlineData("{{ func f }}{{ end }}", 5, 4, "is not part of the templates' language")]
    [InlineData("{{ capture x }}{{ end }}", 5, 4, "is not part of the templates' language")]
    [InlineData("{{ title.length }}", 5, 4, "has no parts")]
    [InlineData("{{ for.index }}", 5, 8, "within a for")]
    [InlineData("{{ for i in 1..100000 }}{{ i }}{{ end }}", 5, 14, "LoopLimit")]
    [InlineData("{{ for i in 1..900 }}{{ for j in 1..900 }}{{ end }}{{ end }}", 5, 0, "limit")]
    [InlineData("{{ title - 1 / 0 }}", 5, 0, "rendered for")]
    public void A_mistake_is_named_with_its_place(string line, int at, int column, string expected)
    {
        var faults = TemplateSet.With([("opened.zh.sbn", Good + "\n" + line)]).Faults;
        var fault = faults.FirstOrDefault(f => f.Message.Contains(expected, StringComparison.Ordinal));
        Assert.True(fault is not null, string.Join("\n", faults));
        Assert.Equal(("opened.zh.sbn", at), (fault.File, fault.Line));
        if (column > 0) Assert.Equal(column, fault.Column);
    }

    [Theory]
    [InlineData("title")]
    [InlineData("where")]
    [InlineData("level_word")]
    [InlineData("since")]
    [InlineData("why")]
    [InlineData("playbook")]
    [InlineData("ack_link")]
    [InlineData("board_link")]
    [InlineData("evidence")]
    public void What_a_reader_must_be_told_may_not_be_left_out(string name)
    {
        var text = Good.Split("--- text ---");
        var without = text[0] + "--- text ---" + text[1].Replace(name == "evidence" ? "{{ evidence | join ' ' }}" : $"{{{{ {name} }}}}", "", StringComparison.Ordinal);
        var fault = Assert.Single(TemplateSet.With([("opened.zh.sbn", without)]).Faults);
        Assert.Contains($"the part text must show {{{{ {name} }}}}", fault.Message, StringComparison.Ordinal);
        Assert.Equal(3, fault.Line);
    }

    [Theory]
    [InlineData("<script>1</script>", "not for letters")]
    [InlineData("<img src=x onerror = y>", "not for letters")]
    [InlineData("<p title={{ title }}>", "in quotes")]
    [InlineData("<p title=\"{{ title }}\">", "only ack_link or board_link")]
    [InlineData("<a href=\"{{ title }}\">", "only ack_link or board_link")]
    [InlineData("<a href=\"http://x/?{{ board_link }}\">", "only ack_link or board_link")]
    public void In_html_a_strangers_title_gets_no_place_where_it_could_act(string html, string expected) =>
        Assert.Contains(TemplateSet.With([("opened.zh.sbn", Good + "\n--- html ---\n" + html)]).Faults, f => f.Message.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("opend.zh.sbn", "no kind of notice is called 'opend'")]
    [InlineData("opened.fr.sbn", "no language is called 'fr'")]
    [InlineData("mail.opened.zh.sbn", "no kind of channel is called 'mail'")]
    [InlineData("opened.sbn", "expected a name such as")]
    [InlineData("digest.zh.sbn", "no kind of notice is called 'digest'")]
    [InlineData("opened.zh.txt", "expected a name such as")]
    public void A_file_that_would_serve_nothing_is_a_mistake(string name, string expected) =>
        Assert.Contains(expected, Assert.Single(TemplateSet.With([(name, Good)]).Faults).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("--- subject ---\nx", "the part 'text' is missing")]
    [InlineData("--- text ---\nx\n--- subject ---\ny\n--- text ---\nz", "is there twice")]
    [InlineData("--- subject ---\nx\n--- body ---\ny", "no part is called 'body'")]
    public void Parts_are_the_three_and_each_once(string content, string expected) =>
        Assert.Contains(TemplateSet.With([("opened.zh.sbn", content)]).Faults, f => f.Message.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void All_mistakes_of_all_files_are_told_at_once()
    {
        var faults = TemplateSet.With([("opened.zh.sbn", Good + "\n{{ a }} {{ b }}"), ("summary.en.sbn", "--- subject ---\n{{ c }}\n--- text ---\n{{ d }}")]).Faults;
        Assert.Equal(["a", "b", "c", "d"], faults.Select(f => f.Message.Split('\'')[1]));
    }

    [Fact]
    public void The_most_particular_file_serves_and_the_operators_before_the_built_in_one()
    {
        var set = TemplateSet.With([("opened.zh.sbn", Good), ("email.opened.zh.sbn", Good), ("email.default.zh.sbn", Good)]).Set;
        string File(string channel, Core.Alerts.NoticeKind kind, Core.Alerts.Language language = Core.Alerts.Language.Zh) => set.Choose(channel, kind, language).File;
        Assert.Equal("email.opened.zh.sbn", File("email", Core.Alerts.NoticeKind.Opened));
        Assert.Equal("email.default.zh.sbn", File("email", Core.Alerts.NoticeKind.Reminder));
        Assert.Equal("opened.zh.sbn", File("webhook", Core.Alerts.NoticeKind.Opened));
        Assert.Equal("default.zh.sbn", File("webhook", Core.Alerts.NoticeKind.Reminder));
        Assert.Equal("default.en.sbn", File("email", Core.Alerts.NoticeKind.Opened, Core.Alerts.Language.En));
        Assert.Equal("sms.default.zh.sbn", File("sms", Core.Alerts.NoticeKind.Opened));
        Assert.Equal((true, false), (set.Choose("email", Core.Alerts.NoticeKind.Opened, Core.Alerts.Language.Zh).Own, set.Choose("webhook", Core.Alerts.NoticeKind.Issued, Core.Alerts.Language.Zh).Own));
        Assert.Equal("summary.zh.sbn", File("email", Core.Alerts.NoticeKind.Summary));
    }
}
