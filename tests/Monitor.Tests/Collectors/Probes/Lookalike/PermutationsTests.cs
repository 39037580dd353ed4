using CsCheck;
using Monitor.Collectors.Probes.Lookalike;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Lookalike;

public sealed class PermutationsTests
{
    private static readonly string[] Endings = ["cn", "com", "com.cn", "edu.cn", "gov.cn"];
    private static readonly Gen<string> Labels = Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789-"].Array[1, 30].Select(c => new string(c)).Where(DomainParts.IsLabel);
    private static readonly Gen<string> Names = Gen.Select(Labels, Labels, Gen.Int[0, 4].Select(i => Endings[i]), Gen.Bool, (below, label, ending, sub) => sub ? $"{below}.{label}.{ending}" : $"{label}.{ending}");

    [Fact]
    public void Whatever_the_own_name_all_are_names_none_is_ours_and_none_comes_twice() => Names.Sample(
        own =>
        {
            if (DomainParts.Of(own) is not { } parts) return;
            var made = Permutations.Of(new LookalikeProbeOptions { Domains = [own], Names = ["yunchuan", "zhaokao"], Allow = ["allowed.com"] });
            Assert.NotEmpty(made);
            Assert.True(made.Count <= 3000);
            Assert.Equal(made.Count, made.Select(m => m.Name).Distinct(StringComparer.Ordinal).Count());
            Assert.All(made, m =>
            {
                var labels = m.Name.Split('.');
                Assert.True(labels.All(DomainParts.IsLabel) && labels.Length >= 2 && m.Name.Length <= 253, m.Name);
                Assert.False(m.Name == parts.Registrable || m.Name.EndsWith("." + parts.Registrable, StringComparison.Ordinal) || m.Name == "allowed.com", m.Name);
            });
        },
        iter: 300);

    [Theory]
    [InlineData("omission", "yunhuan.cn")]
    [InlineData("repetition", "yunchuaan.cn")]
    [InlineData("transposition", "yunchaun.cn")]
    [InlineData("replacement", "yunchusn.cn")] // s is beside a
    [InlineData("insertion", "yunchujan.cn")] // j is beside u
    [InlineData("vowel-swap", "yonchuan.cn")]
    [InlineData("bitsquat", "ywnchuan.cn")] // u 0x75, w 0x77
    [InlineData("hyphenation", "yun-chuan.cn")]
    [InlineData("joined", "zhaokaoyunchuan.cn")]
    [InlineData("joined", "zhaokao-yunchuan.com")]
    [InlineData("joined", "wwwyunchuan.cn")]
    [InlineData("homoglyph", "yvnchuan.cn")]
    [InlineData("word", "yunchuan-gaokao.cn")]
    [InlineData("word", "chafenyunchuan.cn")]
    [InlineData("ending", "yunchuan.com")]
    [InlineData("ending", "yunchuan.com.cn")]
    [InlineData("ending", "yunchuan.top")]
    [InlineData("pinyin", "yczk.cn")]
    [InlineData("pinyin", "yunchuanzhaokao.com")]
    [InlineData("pinyin", "zhaokao-yunchuan.net")]
    [InlineData("pinyin", "yunchuanzaokao.cn")] // zh heard as z
    [InlineData("pinyin", "yuncuan.cn")] // and so in the own label
    public void Each_technique_makes_what_it_is_known_for(string technique, string name)
    {
        var made = Of("zhaokao.yunchuan.cn").Where(m => m.Name == name).Select(m => m.Technique).ToList();
        Assert.Single(made);
        // What two techniques make belongs to the one that comes first.
        if (made[0] != technique) Assert.Contains((technique, made[0]), new[] { ("pinyin", "omission"), ("joined", "word"), ("pinyin", "joined") });
    }

    [Theory]
    [InlineData("modern", "rnodern.cn", "homoglyph")]
    [InlineData("cornell", "comell.cn", "homoglyph")]
    [InlineData("view", "vievv.cn", "homoglyph")]
    [InlineData("zhaokao", "zha0ka0.cn", "homoglyph")]
    [InlineData("luqu", "1uqu.cn", "homoglyph")]
    [InlineData("gaokao2026", "gaokao2025.cn", "digit-swap")]
    [InlineData("gaokao", "xn--gaoka-nye.cn", "confusable")] // gaokaо with a Cyrillic о
    public void Look_alikes_of_letters(string label, string name, string technique) =>
        Assert.Equal(technique, Assert.Single(Of(label + ".cn"), m => m.Name == name).Technique);

    [Fact]
    public void Techniques_by_themselves()
    {
        Assert.Equal(["bc", "ac", "ab"], Typing.Omission("abc"));
        Assert.Equal(["aabc", "abbc", "abcc"], Typing.Repetition("abc"));
        Assert.Equal(["bac", "acb"], Typing.Transposition("abc"));
        Assert.Equal(["q", "s", "w", "z"], Typing.Replacement("a").Order(StringComparer.Ordinal));
        Assert.Equal(["a-b"], Typing.Hyphenation("ab"));
        Assert.Equal(["ab"], Typing.Hyphenation("a-b").Where(n => !n.Contains('-', StringComparison.Ordinal)));
        Assert.Equal(["e", "i", "o", "u"], Typing.VowelSwap("a"));
        Assert.Contains("c", Typing.Bitsquat("a"));
        Assert.Equal(9, Typing.DigitSwap("a7").Count());
        Assert.All(Typing.Insertion("k"), n => Assert.True(n.Length == 2 && n.Contains('k', StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("yunchuan", "yun chuan", "yc")]
    [InlineData("zhaokao", "zhao kao", "zk")]
    [InlineData("xi'an", "xi an", "xa")]
    [InlineData("shuangliuqu", "shuang liu qu", "slq")]
    [InlineData("xyzzy", "", "")]
    public void Pinyin_is_cut_into_syllables(string text, string syllables, string initials)
    {
        Assert.Equal(syllables, string.Join(' ', Pinyin.Syllables(text)));
        Assert.Equal(initials, Pinyin.InitialsOf(Pinyin.Syllables(text)));
    }

    [Fact]
    public void Of_a_closed_ending_the_imitations_take_the_nearest_free_one_first()
    {
        var made = Of("zhaokao.yunchuan.gov.cn").Select(m => m.Name).ToList();
        Assert.True(made.IndexOf("yunchaun.com") < made.IndexOf("yunchaun.gov.cn"));
        Assert.Contains("yunchuangov.cn", made);
        Assert.Contains("yunchuan-gov.cn", made);
        // The likeliest of all come within the first look.
        Assert.All(new[] { "yunchuan.com", "yunchuan.cn", "zhaokaoyunchuan.cn", "yczk.cn" }, n => Assert.InRange(made.IndexOf(n), 0, 499));
    }

    [Fact]
    public void A_limit_takes_something_of_every_technique()
    {
        var made = Permutations.Of(new LookalikeProbeOptions { Domains = ["zhaokao.yunchuan2026.edu.cn"], Names = ["yunchuan", "zhaokao"], Most = 2000 });
        Assert.Equal(2000, made.Count);
        Assert.Superset(
            new HashSet<string> { "ending", "joined", "homoglyph", "omission", "transposition", "repetition", "replacement", "digit-swap", "word", "pinyin", "hyphenation", "vowel-swap", "insertion", "confusable", "bitsquat" },
            made.Select(m => m.Technique).ToHashSet());
    }

    [Fact]
    public void Options_that_make_no_names_are_refused()
    {
        var wrong = new LookalikeProbeOptions { Domains = ["edu.cn", "10.0.0.1"], Names = ["云川"], Words = ["高考"], Resolvers = ["dns"], Site = "ftp://a", Contact = "两" };
        Assert.Equal(7, wrong.Validate(new(wrong)).Count());
        Assert.Single(new LookalikeProbeOptions().Validate(new(new LookalikeProbeOptions())));
    }

    private static IReadOnlyList<LookalikeName> Of(string own) => Permutations.Of(new LookalikeProbeOptions { Domains = [own], Names = ["yunchuan", "zhaokao"], Most = 50_000 });
}
