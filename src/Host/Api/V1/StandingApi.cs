using System.ComponentModel;
using Monitor.Host.Api.V1.Shapes;
using Monitor.Host.Board;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Pages;
using Monitor.Host.Deliveries;
using Monitor.Host.Digests;

namespace Monitor.Host.Api.V1;

/// <summary>How delivery stands, and the figures of a week or day.</summary>
internal static class StandingApi
{
    private const int MostDead = 200;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/deliveries", Deliveries).Gives<DeliveriesShape>("getDeliveries", "deliveries", "How each channel stands, and what did not get through.");
        api.MapGet("/digest", Figures).Gives<DigestShape>("getDigest", "digest", "The figures of a week or a day, as the letter for the key's role has them.", 400);
    }

    private static async Task<IResult> Deliveries(HttpContext context, Desk desk, DeadLetterDesk letters, CancellationToken ct)
    {
        var standings = (await desk.Ledger.ChannelsAsync(ct)).ToDictionary(c => c.Channel, StringComparer.Ordinal);
        var ids = desk.Config.Channels.Select(c => c.Id).Concat(standings.Keys.Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal);
        var sees = Permissions.SeesRestricted(context.User);
        var dead = await letters.ReadAsync(null, MostDead, ct);
        return Results.Ok(new DeliveriesShape(
            [.. ids.Select(id => ChannelShape.Of(id, desk.Config.Channels.FirstOrDefault(c => c.Id == id), standings.GetValueOrDefault(id)))], [.. dead.Select(d => DeadShape.Of(d, sees))]));
    }

    private static async Task<IResult> Figures(
        HttpContext context, Desk desk, DigestDesk digests, CancellationToken ct,
        [Description("Such as 2026-W26; the last whole week when neither is given.")] string? week = null, [Description("Such as 2026-06-26.")] string? day = null)
    {
        if (DigestQuery.Span(desk, week, day) is not { } span) return ApiProblem.Bad("expected week=2026-W26 or day=2026-06-26");
        return Results.Ok(DigestShape.Of(await digests.ReadAsync(span, ct), DigestDesk.AudienceOf(Permissions.RoleOf(context.User))));
    }
}
