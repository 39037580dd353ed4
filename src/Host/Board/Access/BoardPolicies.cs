namespace Monitor.Host.Board.Access;

/// <summary>Names of the authentication scheme and the authorization policies.</summary>
internal static class BoardPolicies
{
    public const string Scheme = "monitor";

    /// <summary>Signed in, even when the password must still be changed.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Any role, password in order. Also the default and the fallback.</summary>
    public const string Read = "read";

    public const string Acknowledge = "acknowledge";

    /// <summary>Those who judge content: they say what a post is.</summary>
    public const string Label = "label";

    /// <summary>Those who may issue a proposed orange or red.</summary>
    public const string Issue = "issue";

    /// <summary>Those who see the register of weaknesses, and work on it.</summary>
    public const string Weaknesses = "weaknesses";

    public const string Audit = "audit";

    /// <summary>Claim of a user who must change the password before anything else.</summary>
    public const string MustChange = "monitor:must-change";

    /// <summary>Claim of a user who must set up a second factor before anything else.</summary>
    public const string MustEnrol = "monitor:must-enrol";

    /// <summary>Claim of a user whom an OpenID provider vouches for.</summary>
    public const string Vouched = "monitor:vouched";

    /// <summary>Scheme of the OpenID provider.</summary>
    public const string OpenId = "openid";
}
