using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitor.Core.Contracts;
using Monitor.Host.Acknowledging;
using Monitor.Host.Api;
using Monitor.Host.Api.Beat;
using Monitor.Host.Api.Push;
using Monitor.Host.Api.V1;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Access.Table;
using Monitor.Host.Board.Pages;
using Monitor.Host.Board.Speech;
using Monitor.Host.Board.Wall;
using Monitor.Host.Configuration;
using Monitor.Host.Deciding;
using Monitor.Host.Deliveries;
using Monitor.Host.Digests;
using Monitor.Host.Drill.Pages;
using Monitor.Host.Live;
using Monitor.Host.Reports;
using Monitor.Host.Scheduling;
using Monitor.Host.Security;
using Monitor.Host.Telemetry;
using Monitor.Host.Vantages;
using Monitor.Host.Weaknesses;

namespace Monitor.Host.Board;

/// <summary>The board's two entry points and the list of its pages.</summary>
internal static class BoardEndpoints
{
    /// <param name="directory">Of the config; files named there are relative to it.</param>
    /// <summary>Needs from elsewhere: IArchive, ILedger, IAlertBook, ICurrentConfig, IUserDoor, IModelStatus, ICaseWords, LinkToken. Data-protection keys are the host's to keep.</summary>
    public static IServiceCollection AddBoard(this IServiceCollection services, OpenIdConfig? openId = null, string directory = "")
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ChangeBus>();
        services.TryAddSingleton<WeaknessRegister>();
        services.AddSingleton<Desk>().AddSingleton<ConcernDesk>().AddSingleton<ReportGatherer>().AddSingleton<ReportDesk>().AddSingleton<SilenceDesk>().AddSingleton<WeaknessDesk>().AddSingleton<ApprovalDesk>().AddSingleton<DeadLetterDesk>();
        services.TryAddSingleton<IProbeMemory, LedgerProbeMemory>();
        services.AddAcknowledging();
        services.AddPush();
        services.AddBeats();
        services.AddVantages();
        services.AddApiV1();
        services.AddVitals();
        services.TryAddSingleton<DigestGatherer>();
        services.TryAddSingleton<DigestDesk>();
        services.TryAddSingleton(_ => new DigestLinks(RandomNumberGenerator.GetBytes(32)));
        services.TryAddSingleton(new SignInClock(TimeProvider.System));
        services.TryAddSingleton(_ => new FactorSeal(RandomNumberGenerator.GetBytes(32)));
        services.TryAddSingleton<SignInGate>();
        services.TryAddSingleton<FactorDoor>();
        services.AddSingleton<UserDesk>().AddSingleton<PendingSignIn>().AddSingleton<RestrictedReads>();
        BoardSecurity.Add(services, openId, directory);
        return services;
    }

    public static WebApplication MapBoard(this WebApplication app)
    {
        BoardProxies.Use(app, app.Services.GetRequiredService<ICurrentConfig>().Current.Board);
        app.Use(SecurityHeaders.Apply);
        app.Use(Tongue.Apply);
        app.Use(ApiDoor.Apply);
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.Use(AccessGate.Apply);
        app.Use(DrillDoor.Apply);

        app.MapGet("/assets/{name}", AssetFiles.Serve).AllowAnonymous();
        app.MapAcknowledging();
        app.MapPush();
        app.MapBeats();
        app.MapVantages();
        app.MapApiV1();
        app.MapVitals();
        MapSignIn(app.MapGroup("").AddEndpointFilter(BoardSecurity.CheckPostAsync));
        MapReading(app.MapGroup("").RequireAuthorization(BoardPolicies.Read));
        ChartApi.Map(app.MapGroup("/api").RequireAuthorization(BoardPolicies.Read));
        app.MapPost("/alerts/{id}/acknowledge", AcknowledgeAction.Post).RequireAuthorization(BoardPolicies.Acknowledge).AddEndpointFilter(BoardSecurity.CheckPostAsync);
        app.MapPost("/alerts/{id}/issue", IssueAction.Post).RequireAuthorization(BoardPolicies.Issue).AddEndpointFilter(BoardSecurity.CheckPostAsync);
        app.MapPost("/alerts/{id}/silence", SilenceActions.Add).RequireAuthorization(BoardPolicies.Acknowledge).AddEndpointFilter(BoardSecurity.CheckPostAsync);
        app.MapPost("/silences/{id}/end", SilenceActions.End).RequireAuthorization(BoardPolicies.Acknowledge).AddEndpointFilter(BoardSecurity.CheckPostAsync);
        app.MapPost("/targets/{id}/approve", ApproveAction.Post).RequireAuthorization(BoardPolicies.Acknowledge).AddEndpointFilter(BoardSecurity.CheckPostAsync);
        app.MapPost("/deliveries/resend", DeliveryActions.Resend).RequireAuthorization(BoardPolicies.Acknowledge).AddEndpointFilter(BoardSecurity.CheckPostAsync);
        app.MapPost("/deliveries/aside", DeliveryActions.SetAside).RequireAuthorization(BoardPolicies.Acknowledge).AddEndpointFilter(BoardSecurity.CheckPostAsync);
        app.MapPost("/alerts/{id}/verdict", VerdictAction.Post).RequireAuthorization(BoardPolicies.Acknowledge).AddEndpointFilter(BoardSecurity.CheckPostAsync);
        app.MapPost("/posts/{id}/label", LabelAction.Post).RequireAuthorization(BoardPolicies.Label).AddEndpointFilter(BoardSecurity.CheckPostAsync);
        app.MapPost("/drills/{id}/stop", DrillStop.Post).RequireAuthorization(BoardPolicies.Issue).AddEndpointFilter(BoardSecurity.CheckPostAsync);
        MapCaseActions(app.MapGroup("").RequireAuthorization(BoardPolicies.Acknowledge).AddEndpointFilter(BoardSecurity.CheckPostAsync));
        MapOwn(app.MapGroup("").RequireAuthorization(BoardPolicies.Read).AddEndpointFilter(BoardSecurity.CheckPostAsync));
        MapDigest(app);
        MapWeaknesses(app.MapGroup(WeaknessPages.Path).RequireAuthorization(BoardPolicies.Weaknesses).AddEndpointFilter(BoardSecurity.CheckPostAsync));
        app.MapGet("/audit", RecordPages.Audit).RequireAuthorization(BoardPolicies.Audit);
        MapSettings(app.MapGroup(SettingsPage.Path).RequireAuthorization(BoardPolicies.Audit).AddEndpointFilter(BoardSecurity.CheckPostAsync));
        return app;
    }

    private static void MapSignIn(RouteGroupBuilder pages)
    {
        pages.MapGet("/signin", SignInPages.Show).AllowAnonymous();
        pages.MapGet(OpenIdPages.Start, OpenIdPages.Begin).AllowAnonymous().RequireRateLimiting(BoardLimits.SignIn);
        pages.MapPost("/signin", SignInPages.SignIn).AllowAnonymous().RequireRateLimiting(BoardLimits.SignIn);
        pages.MapPost(FactorStep.Path, FactorStep.Post).AllowAnonymous().RequireRateLimiting(BoardLimits.SignIn);
        var own = pages.MapGroup("").RequireAuthorization(BoardPolicies.SignedIn);
        own.MapPost("/signout", (Delegate)SignInPages.SignOut);
        own.MapGet("/password", SignInPages.ShowPassword);
        own.MapPost("/password", SignInPages.ChangePassword).RequireRateLimiting(BoardLimits.SignIn);
        own.MapGet("/factor", FactorPages.Show);
        own.MapPost("/factor", FactorPages.Confirm).RequireRateLimiting(BoardLimits.SignIn);
        own.MapPost("/factor/remove", FactorPages.Remove).RequireRateLimiting(BoardLimits.SignIn);
        own.MapGet("/account", AccountPages.Show);
        own.MapPost("/account/end-sessions", AccountPages.EndSessions);
    }

    private static void MapSettings(RouteGroupBuilder pages)
    {
        pages.MapGet("", SettingsPage.Show);
        pages.MapPost("/users", SettingsActions.Create);
        pages.MapPost("/users/{name}/{step}", SettingsActions.User);
        pages.MapPost("/channels/{id}/test", SettingsActions.TestChannel);
    }

    /// <summary>What a reader keeps for themselves, and takes away.</summary>
    private static void MapOwn(RouteGroupBuilder pages)
    {
        pages.MapPost(GuideCard.Path, GuideCard.Close);
        pages.MapPost(SavedFilters.Path, SavedFilters.Save);
        pages.MapPost(SavedFilters.Path + "/remove", SavedFilters.Remove);
        pages.MapGet("/posts/file", PostFiles.Download);
    }

    private static void MapDigest(WebApplication app)
    {
        var reading = app.MapGroup("").RequireAuthorization(BoardPolicies.Read).AddEndpointFilter(BoardSecurity.CheckPostAsync);
        reading.MapGet("/digest", DigestPage.Show);
        reading.MapGet("/digest/preview", DigestFiles.Preview);
        reading.MapGet("/digest/file", DigestFiles.Download);
        reading.MapPost("/digest/mailbox", DigestActions.SaveMailbox);
        app.MapPost("/digest/send", DigestActions.Send).RequireAuthorization(BoardPolicies.Issue).AddEndpointFilter(BoardSecurity.CheckPostAsync);
        // A mail program posts here without cookie or form: the signed address is what it may do.
        app.MapGet(DigestLinks.Path, UnsubscribePages.Ask).AllowAnonymous();
        app.MapPost(DigestLinks.Path, UnsubscribePages.Do).AllowAnonymous();
    }

    private static void MapWeaknesses(RouteGroupBuilder pages)
    {
        pages.MapGet("", WeaknessPages.List);
        pages.MapGet("/file", WeaknessPages.File);
        pages.MapGet("/{id}", WeaknessPages.One);
        pages.MapPost("/{id}/{step}", WeaknessAction.Post);
    }

    private static void MapCaseActions(RouteGroupBuilder pages)
    {
        pages.MapPost("/alerts/{id}/case", CaseActions.OpenAlert);
        pages.MapPost("/stories/{id}/case", CaseActions.OpenStory);
        pages.MapPost("/cases/{id}/{step}", CaseStepAction.Post);
    }

    private static void MapReading(RouteGroupBuilder pages)
    {
        pages.MapGet("/", OverviewPage.Show);
        pages.MapGet("/alerts", AlertPages.List);
        pages.MapGet("/alerts/restricted", AlertPages.Restricted);
        pages.MapGet("/alerts/{id}", AlertPages.One);
        pages.MapGet("/alerts/{id}/report", ReportAction.OfAlert);
        pages.MapGet("/cases/{id}/report", ReportAction.OfCase);
        pages.MapGet("/cases", CasePages.List);
        pages.MapGet("/cases/restricted", CasePages.Restricted);
        pages.MapGet("/cases/{id}", CasePages.One);
        pages.MapGet("/alerts/{id}/why", WhyPage.Show);
        pages.MapGet("/silences", SilencePage.Show);
        pages.MapGet("/deliveries", DeliveryPages.Show);
        pages.MapGet("/stories", StoryPages.List);
        pages.MapGet("/stories/{id}", StoryPages.One);
        pages.MapGet("/concerns", ConcernPage.Show);
        pages.MapGet("/posts", PostPages.List);
        pages.MapGet("/posts/{id}", PostPages.One);
        pages.MapGet("/targets", TargetPages.List);
        pages.MapGet("/targets/{id}", TargetPages.One);
        pages.MapGet("/sources", RecordPages.Sources);
        pages.MapGet("/sources/{id}", SourcePages.One);
        pages.MapGet("/models", ModelPages.Show);
        pages.MapGet("/api", ApiPage.Show);
        pages.MapGet("/live", LiveStream.Serve);
        pages.MapGet(WallPage.Path, WallPage.Show);
        DrillPages.Map(pages);
    }
}
