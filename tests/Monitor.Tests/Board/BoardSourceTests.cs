using System.Net;
using Monitor.Core.Posts;
using Monitor.Core.Security;
using Monitor.Core.Sources;
using Xunit;

namespace Monitor.Tests.Board;

public sealed class BoardSourceTests
{
    [Fact]
    public async Task What_a_site_answered_is_shown_inert_and_only_to_those_who_can_mend_the_source()
    {
        await using var server = await District.StartAsync();
        var source = District.Config.Sources.First(s => s.Enabled).Id;
        server.Archive.Spells.Add(new SourceSpell(source, SourceState.Blocked, District.Now.AddHours(-2), null, 3, "answered 403", "HTTP 403\n\n<script>alert(1)</script><img src=x onerror=alert(2)>"));
        using var officer = await server.SignedInAsync(Role.DutyOfficer);
        var page = await officer.GetStringAsync("/sources/" + source);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;", page);
        Assert.DoesNotContain("<script>alert", page);
        Assert.DoesNotContain("<img src=x", page);
        Assert.Contains("仍在持续", page);

        foreach (var role in new[] { Role.Viewer, Role.Security })
        {
            using var other = await server.SignedInAsync(role);
            var less = await other.GetStringAsync("/sources/" + source);
            Assert.Contains("answered 403", less);
            Assert.DoesNotContain("alert(1)", less);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync("/sources/none")).StatusCode);
        Assert.Contains($"href=\"/sources/{source}\"", await officer.GetStringAsync("/sources"));
    }

    [Fact]
    public async Task Edited_and_deleted_posts_say_so_and_show_what_they_said_before()
    {
        await using var server = await District.StartAsync();
        var post = server.Archive.Posts.First(p => p.Id == "p1");
        server.Archive.Posts[server.Archive.Posts.IndexOf(post)] = post with { Edited = District.Now.AddMinutes(-9), GoneSince = District.Now.AddMinutes(-3) };
        server.Archive.Revisions.Add(new PostRevision("p1", District.Now.AddMinutes(-9), null, "原来说的是<b>五号</b>"));
        using var viewer = await server.SignedInAsync(Role.Viewer);
        var page = await viewer.GetStringAsync("/posts/p1");
        Assert.Contains("原来说的是&lt;b&gt;五号&lt;/b&gt;", page);
        Assert.Contains("原文已删除", page);
        var story = await viewer.GetStringAsync("/stories/" + post.StoryId);
        Assert.Contains("已编辑", story);
        Assert.Contains("1 / 1 帖", story);
    }
}
