using System.Net;
using System.Security.Cryptography;
using Monitor.Host.Board.Access;
using Monitor.Host.Configuration.Binding;
using Monitor.Host.Security;

namespace Monitor.Host.Configuration;

/// <summary>Keys, addresses, certificate, proxies and provider of the board.</summary>
internal static class BoardRules
{
    public static void Check(BoardConfig board, BindContext context)
    {
        void Fail(string key, string message) => context.Fail(context.LineOf("board." + key), "board." + key, message);

        if (board.LinkKey is { } link && KeptKey.IsBroken(link)) Fail("linkKey", "expected raw: with exactly 64 hexadecimal digits");
        if (board.PublicUrl is { } address && !IsPublic(address))
            Fail("publicUrl", $"expected an address such as https://monitor.example.cn, without query or fragment, found '{address}'");
        if (board.LinkKey is { } linkKey && linkKey.Reveal().Length < 32) Fail("linkKey", "expected a key of at least 32 characters");
        for (var i = 0; i < board.Urls.Count; i++)
            if (!Uri.TryCreate(board.Urls[i], UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                Fail($"urls[{i}]", $"expected an address such as http://127.0.0.1:8080, found '{board.Urls[i]}'");
        for (var i = 0; i < board.Proxies.Count; i++)
            if (!IPNetwork.TryParse(board.Proxies[i], out _)) Fail($"proxies[{i}]", $"expected a network such as 10.0.0.0/8 or 192.0.2.7/32, found '{board.Proxies[i]}'");
        if (board.Session.Longest < board.Session.Idle) Fail("session.longest", "expected at least session.idle");
        if (board.SecondFactor is { Need: FactorNeed.Optional, Roles.Count: > 0 }) Fail("secondFactor.roles", "counts only with need: required");
        if (board.Certificate is { } certificate && CertificateFault(certificate, context.Directory) is { } fault) Fail("certificate", fault);
        if (board.OpenId is { } openId) CheckOpenId(openId, context.Directory, Fail);
    }

    private static void CheckOpenId(OpenIdConfig openId, string directory, Action<string, string> fail)
    {
        if (openId.Authority is not { IsAbsoluteUri: true, Query: "", Fragment: "", UserInfo: "" } at || !(at.Scheme == Uri.UriSchemeHttps || (at.Scheme == Uri.UriSchemeHttp && at.IsLoopback)))
            fail("openId.authority", "expected an https address such as https://login.example.cn/realms/district, without query, fragment or user name");
        if (openId.Roles.Count == 0) fail("openId.roles", "expected at least one value of the role claim with its role, such as { monitor-duty: dutyOfficer }: without any nobody could come in");
        if (openId.ClientId.Length == 0) fail("openId.clientId", "must not be empty");
        if (openId.CaFile is not { } file) return;
        try
        {
            _ = Alerts.Trust.OwnAuthority.Only(Path.Combine(directory, file));
        }
        catch (InvalidDataException e)
        {
            fail("openId.caFile", e.Message);
        }
    }

    private static string? CertificateFault(CertificateConfig certificate, string directory)
    {
        try
        {
            using var own = BoardCertificate.Read(certificate, directory).Certificate;
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or InvalidDataException or ArgumentException)
        {
            return $"cannot be used: {e.Message}";
        }
    }

    private static bool IsPublic(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https") && url is { Query: "", Fragment: "", UserInfo: "" };
}
