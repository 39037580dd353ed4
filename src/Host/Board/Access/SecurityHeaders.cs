namespace Monitor.Host.Board.Access;

/// <summary>Sent with every answer. Style and script come from our own files only, so no page may carry inline ones.</summary>
internal static class SecurityHeaders
{
    private const string Csp =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The page may show another page of ours in a frame.</summary>
    public static void AllowFrame(HttpContext context) => context.Response.Headers.ContentSecurityPolicy = Csp + "; frame-src 'self'";

    /// <summary>A letter carries its style and pictures in itself and does nothing: no script, no form, no request to anywhere.</summary>
    public static void ForLetter(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";
        context.Response.Headers.XFrameOptions = "SAMEORIGIN";
    }

    public static Task Apply(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Csp;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        return next(context);
    }
}
