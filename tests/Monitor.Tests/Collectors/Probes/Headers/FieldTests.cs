using Xunit;

namespace Monitor.Tests.Collectors.Probes.Headers;

/// <summary>Fields of one value each, good, missing, sent twice and misspelt.</summary>
public sealed class FieldTests
{
    [Theory]
    [InlineData("strict-transport-security", "max-age=31536000; includeSubDomains", "hsts-implemented-max-age-at-least-six-months")]
    [InlineData("strict-transport-security", "includeSubDomains; MAX-AGE=\"15768000\"", "hsts-implemented-max-age-at-least-six-months")]
    [InlineData("strict-transport-security", "max-age=99999999999999999999999", "hsts-implemented-max-age-at-least-six-months")]
    [InlineData("strict-transport-security", "max-age=15767999", "hsts-implemented-max-age-less-than-six-months")]
    [InlineData("strict-transport-security", "max-age=0", "hsts-implemented-max-age-less-than-six-months")]
    [InlineData("strict-transport-security", "includeSubDomains", "hsts-header-invalid")]
    [InlineData("strict-transport-security", "max-age=-1", "hsts-header-invalid")]
    [InlineData("strict-transport-security", "max-age=1; max-age=31536000", "hsts-header-invalid")]
    [InlineData("strict-transport-security", null, "hsts-not-implemented")]
    [InlineData("x-content-type-options", "NoSniff", "x-content-type-options-nosniff")]
    [InlineData("x-content-type-options", "sniff", "x-content-type-options-header-invalid")]
    [InlineData("x-content-type-options", null, "x-content-type-options-not-implemented")]
    [InlineData("x-frame-options", "sameorigin ", "x-frame-options-sameorigin-or-deny")]
    [InlineData("x-frame-options", "allow-from https://other.example.cn", "x-frame-options-allow-from-origin")]
    [InlineData("x-frame-options", "SAMEORIGIN, SAMEORIGIN", "x-frame-options-header-invalid")]
    [InlineData("x-frame-options", null, "x-frame-options-not-implemented")]
    [InlineData("referrer-policy", "no-referrer, strict-origin-when-cross-origin", "referrer-policy-private")]
    [InlineData("referrer-policy", "unsafe-url, no-referrer, of-tomorrow", "referrer-policy-private")]
    [InlineData("referrer-policy", "no-referrer-when-downgrade", "referrer-policy-unsafe")]
    [InlineData("referrer-policy", "", "referrer-policy-header-invalid")]
    [InlineData("referrer-policy", null, "referrer-policy-not-implemented")]
    [InlineData("cross-origin-resource-policy", "same-site", "corp-implemented-with-same-site")]
    [InlineData("cross-origin-resource-policy", "Same-Site", "corp-header-invalid")]
    [InlineData("cross-origin-resource-policy", null, "corp-not-implemented")]
    [InlineData("cross-origin-embedder-policy", "credentialless;report-to=\"a\"", "coep-implemented-with-credentialless")]
    [InlineData("cross-origin-embedder-policy", "require-corp, require-corp", "coep-header-invalid")]
    [InlineData("cross-origin-opener-policy", "same-origin", "coop-implemented-with-same-origin")]
    [InlineData("cross-origin-opener-policy", "same-origin; Report To", "coop-header-invalid")]
    [InlineData("cross-origin-opener-policy", null, "coop-not-implemented")]
    public void A_field_is_read_as_browsers_read_it(string field, string? value, string result) =>
        Assert.Equal(result, Sites.Result(value is null ? Sites.With() : Sites.With((field, value)), field));

    [Fact]
    public void A_field_sent_twice_is_not_the_same_as_once()
    {
        Assert.Equal("x-content-type-options-header-invalid", Sites.Result(Sites.With(("X-Content-Type-Options", "nosniff"), ("x-content-type-options", "nosniff")), "x-content-type-options"));
        Assert.Equal("hsts-header-invalid", Sites.Result(Sites.With(("Strict-Transport-Security", "max-age=31536000"), ("Strict-Transport-Security", "max-age=31536000")), "strict-transport-security"));
    }

    [Fact]
    public void Frame_ancestors_of_the_header_count_before_x_frame_options_and_those_of_a_meta_element_do_not()
    {
        Assert.Equal("x-frame-options-implemented-via-csp", Sites.Result(Sites.With(("Content-Security-Policy", "frame-ancestors 'none'"), ("X-Frame-Options", "nonsense")), "x-frame-options"));
        Assert.Equal("x-frame-options-not-implemented", Sites.Result(Sites.With(("Content-Security-Policy", "frame-ancestors *")), "x-frame-options"));
        const string Page = """<head><meta http-equiv="Content-Security-Policy" content="frame-ancestors 'none'"></head>""";
        Assert.Equal("x-frame-options-not-implemented", Sites.Result(Sites.Over("https://filing.example.cn/", Page), "x-frame-options"));
    }

    [Fact]
    public void The_page_may_say_its_referrer_policy_itself() =>
        Assert.Equal("referrer-policy-private", Sites.Result(Sites.Over("https://filing.example.cn/", """<head><meta name="referrer" content="same-origin"></head>""", ("Referrer-Policy", "unsafe-url")), "referrer-policy"));

    [Theory]
    [InlineData(null, null, "not-implemented")]
    [InlineData("*", null, "implemented-with-public-access")]
    [InlineData("https://partner.example.cn", "true", "implemented-with-restricted-access")]
    [InlineData(Sites.Foreign, null, "implemented-with-restricted-access")]
    [InlineData(Sites.Foreign, "true", "implemented-with-universal-access")]
    [InlineData("null", "true", "implemented-with-universal-access")]
    public void Whoever_may_read_in_a_users_name_is_told(string? origin, string? credentials, string result)
    {
        List<(string, string)> fields = [];
        if (origin is not null) fields.Add(("Access-Control-Allow-Origin", origin));
        if (credentials is not null) fields.Add(("Access-Control-Allow-Credentials", credentials));
        Assert.Equal("cross-origin-resource-sharing-" + result, Sites.Result(Sites.With([.. fields]), "cross-origin-resource-sharing"));
    }
}
