using Microsoft.AspNetCore.Antiforgery;
using Monitor.Host.Board.Markup;
using Monitor.Host.Drill.Pages;

namespace Monitor.Host.Board;

/// <summary>One page. Asked with the header X-Fragment, only its content is sent; the script puts the parts in place.</summary>
internal sealed class PageResult(string title, string current, Html body, int status = 200) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        if (httpContext.Request.Headers.ContainsKey("X-Fragment"))
        {
            await httpContext.Response.WriteAsync($"{DrillNotice.Of(httpContext)}{body}");
            return;
        }

        var page = Layout.Of(httpContext, title, current, body, TokenField(httpContext), await DeliveryNotice.ReadAsync(httpContext), await GuideCard.OfAsync(httpContext, current, status));
        await httpContext.Response.WriteAsync(page.ToString());
    }

    /// <summary>The hidden field every form of ours carries.</summary>
    public static Html TokenField(HttpContext context)
    {
        var tokens = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        return $"<input type=\"hidden\" name=\"{tokens.FormFieldName}\" value=\"{tokens.RequestToken}\">";
    }
}
