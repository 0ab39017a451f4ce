using SocialRx.Dashboard.Access;

namespace SocialRx.Tests.Dashboard;

/// <summary>Every address of the service and who may use it. A new one that is not written here fails the crawl.</summary>
internal static class DeclaredRoutes
{
    private static readonly StaffRole[] Everybody = [.. StaffRole.All];

    /// <summary>Pages and forms of members of staff, each with the roles it opens to.</summary>
    public static IReadOnlyDictionary<string, StaffRole[]> Staff { get; } = new Dictionary<string, StaffRole[]>
    {
        ["GET /dashboard"] = Everybody,
        ["GET /dashboard/what-matters"] = Everybody,
        ["GET /dashboard/not-found"] = Everybody,
        ["GET /dashboard/taking-part"] = Everybody,
        ["GET /dashboard/have-your-say"] = Everybody,
        ["GET /dashboard/have-your-say/{id}"] = Everybody,
        ["POST /dashboard/have-your-say/{id}/panel"] = [StaffRole.Facilitator],
        ["GET /dashboard/in-their-words"] = Everybody,
        ["GET /dashboard/findings"] = Everybody,
        ["GET /dashboard/findings/{id}"] = Everybody,
        ["GET /dashboard/findings/new"] = [StaffRole.Facilitator],
        ["POST /dashboard/findings"] = [StaffRole.Facilitator],
        ["POST /dashboard/findings/{id}/publish"] = [StaffRole.Facilitator],
        ["POST /dashboard/findings/{id}/withdraw"] = [StaffRole.Facilitator],
        ["POST /dashboard/findings/{id}/answer"] = [StaffRole.Commissioner],
        ["POST /dashboard/findings/{id}/panel"] = [StaffRole.Facilitator],
        ["GET /dashboard/panels"] = [StaffRole.Facilitator],
        ["POST /dashboard/panels"] = [StaffRole.Facilitator],
        ["GET /dashboard/panels/{id}"] = [StaffRole.Facilitator],
        ["POST /dashboard/panels/{id}/invite"] = [StaffRole.Facilitator],
        ["POST /dashboard/panels/{id}/priorities"] = [StaffRole.Facilitator],
        ["POST /dashboard/panels/{id}/close"] = [StaffRole.Facilitator],
        ["POST /dashboard/panels/{id}/notes/{note}/release"] = [StaffRole.Facilitator],
        ["POST /dashboard/panels/{id}/notes/{note}/withhold"] = [StaffRole.Facilitator],
        ["POST /dashboard/panels/{id}/reasons/{reasonId}/release"] = [StaffRole.Facilitator],
        ["POST /dashboard/panels/{id}/reasons/{reasonId}/withhold"] = [StaffRole.Facilitator],
        ["POST /dashboard/panels/{id}/suggestions/{suggestion}/release"] = [StaffRole.Facilitator],
        ["POST /dashboard/panels/{id}/suggestions/{suggestion}/withhold"] = [StaffRole.Facilitator],
        ["POST /dashboard/panels/{id}/checking"] = [StaffRole.Facilitator],
        ["GET /dashboard/panel-questions"] = [StaffRole.Facilitator, StaffRole.Commissioner],
        ["POST /dashboard/panel-questions/{id}/answer"] = [StaffRole.Facilitator, StaffRole.Commissioner],
        ["GET /dashboard/consultations"] = [StaffRole.Facilitator, StaffRole.Commissioner],
        ["GET /dashboard/consultations/{id}"] = [StaffRole.Facilitator, StaffRole.Commissioner],
        ["GET /dashboard/new-consultation"] = [StaffRole.Facilitator],
        ["POST /dashboard/new-consultation"] = [StaffRole.Facilitator],
        ["POST /dashboard/import-consultations"] = [StaffRole.Facilitator],
        ["GET /dashboard/consultations/{id}/edit"] = [StaffRole.Facilitator],
        ["POST /dashboard/consultations/{id}/edit"] = [StaffRole.Facilitator],
        ["POST /dashboard/consultations/{id}/open"] = [StaffRole.Facilitator],
        ["POST /dashboard/consultations/{id}/withdraw"] = [StaffRole.Facilitator],
        ["GET /dashboard/consultations/{id}/sheet"] = [StaffRole.Facilitator, StaffRole.LinkWorker],
        ["GET /dashboard/consultations/{id}/workshops"] = [StaffRole.Facilitator, StaffRole.LinkWorker],
        ["POST /dashboard/consultations/{id}/workshops"] = [StaffRole.Facilitator, StaffRole.LinkWorker],
        ["POST /dashboard/workshops/{id}/remove"] = [StaffRole.Facilitator, StaffRole.LinkWorker],
        ["GET /dashboard/quotes"] = [StaffRole.Facilitator],
        ["POST /dashboard/quotes/{id}/release"] = [StaffRole.Facilitator],
        ["POST /dashboard/quotes/{id}/withhold"] = [StaffRole.Facilitator],
        ["GET /dashboard/statements"] = [StaffRole.Facilitator],
        ["GET /dashboard/statements/log"] = [StaffRole.Facilitator],
        ["POST /dashboard/statements/{id}/approve"] = [StaffRole.Facilitator],
        ["POST /dashboard/statements/{id}/reject"] = [StaffRole.Facilitator],
        ["POST /dashboard/statements/{id}/reword"] = [StaffRole.Facilitator],
        ["POST /dashboard/statements/checking"] = [StaffRole.Facilitator],
        ["POST /dashboard/statements/flags/{id}/apart"] = [StaffRole.Facilitator],
        ["POST /dashboard/statements/flags/{id}/dismiss"] = [StaffRole.Facilitator],
        ["GET /dashboard/concerns"] = [StaffRole.SafeguardingLead],
        ["GET /dashboard/concerns/{id}"] = [StaffRole.SafeguardingLead],
        ["POST /dashboard/concerns/{id}/acknowledge"] = [StaffRole.SafeguardingLead],
        ["POST /dashboard/concerns/{id}/note"] = [StaffRole.SafeguardingLead],
        ["POST /dashboard/concerns/{id}/close"] = [StaffRole.SafeguardingLead],
        ["POST /dashboard/concerns/{id}/evidence"] = [StaffRole.SafeguardingLead],
        ["POST /dashboard/concerns/{id}/assign"] = [StaffRole.SafeguardingLead],
        ["POST /dashboard/concerns/{id}/who"] = [StaffRole.SafeguardingLead],
        ["GET /dashboard/complaints"] = [StaffRole.SafeguardingLead],
        ["POST /dashboard/complaints/{id}/answer"] = [StaffRole.SafeguardingLead],
        ["GET /dashboard/referrals"] = [StaffRole.LinkWorker],
        ["GET /dashboard/referrals/{id}"] = [StaffRole.LinkWorker],
        ["POST /dashboard/referrals/{id}/accept"] = [StaffRole.LinkWorker],
        ["POST /dashboard/referrals/{id}/close"] = [StaffRole.LinkWorker],
        ["GET /dashboard/imports"] = [StaffRole.Curator],
        ["GET /dashboard/imports/{id}"] = [StaffRole.Curator],
        ["GET /dashboard/duplicates"] = [StaffRole.Curator],
        ["POST /dashboard/duplicates/{id}/same"] = [StaffRole.Curator],
        ["POST /dashboard/duplicates/{id}/different"] = [StaffRole.Curator],
        ["POST /dashboard/duplicates/{id}/undo"] = [StaffRole.Curator],
        ["GET /dashboard/directory"] = [StaffRole.Curator],
        ["GET /dashboard/sheets/template"] = [StaffRole.Curator],
        ["POST /dashboard/sheets"] = [StaffRole.Curator],
        ["GET /dashboard/sheets/{id}"] = [StaffRole.Curator],
        ["POST /dashboard/sheets/{id}/take-in"] = [StaffRole.Curator],
        ["POST /dashboard/sheets/{id}/give-up"] = [StaffRole.Curator],
        ["GET /dashboard/left-out"] = [StaffRole.Curator],
        ["GET /dashboard/left-out/csv"] = [StaffRole.Curator],
        ["GET /dashboard/terms"] = [StaffRole.Curator],
        ["POST /dashboard/terms"] = [StaffRole.Curator],
        ["POST /dashboard/terms/{id}/undo"] = [StaffRole.Curator],
        ["GET /dashboard/to-check"] = [StaffRole.Curator],
        ["GET /dashboard/listings"] = [StaffRole.Curator],
        ["GET /dashboard/new-listing"] = [StaffRole.Curator],
        ["POST /dashboard/new-listing"] = [StaffRole.Curator],
        ["GET /dashboard/listings/{id}"] = [StaffRole.Curator],
        ["GET /dashboard/listings/{id}/edit"] = [StaffRole.Curator],
        ["POST /dashboard/listings/{id}/edit"] = [StaffRole.Curator],
        ["POST /dashboard/listings/{id}/check"] = [StaffRole.Curator],
        ["POST /dashboard/listings/{id}/hide"] = [StaffRole.Curator],
        ["POST /dashboard/listings/{id}/undo"] = [StaffRole.Curator],
        ["POST /dashboard/listings/{id}/source"] = [StaffRole.Curator],
        ["GET /dashboard/listings/{id}/sheet"] = [StaffRole.Curator, StaffRole.LinkWorker],
        ["GET /dashboard/role"] = Everybody,
        ["POST /dashboard/role"] = Everybody,
        ["POST /dashboard/sign-out-everywhere"] = Everybody,
        ["GET /dashboard/audit"] = [StaffRole.Administrator],
    };

    /// <summary>The way in and out, and what it looks like.</summary>
    public static IReadOnlyList<string> SignIn { get; } =
    [
        "GET /dashboard/style.css", "GET /dashboard/sign-in", "POST /dashboard/sign-in", "GET /dashboard/sign-in/start", "GET /dashboard/sign-in/role", "POST /dashboard/sign-in/role", "POST /dashboard/sign-out",
    ];

    /// <summary>For whoever chats, for channels with their own tokens, and for whoever watches the process. A member of staff is nobody there.</summary>
    public static IReadOnlyList<string> Others { get; } =
    [
        "GET /", "HEAD /",
        "POST /api/token",
        "POST /v3/directline/tokens/generate", "POST /v3/directline/tokens/refresh", "POST /v3/directline/conversations",
        "GET /v3/directline/conversations/{id}", "GET /v3/directline/conversations/{id}/activities", "POST /v3/directline/conversations/{id}/activities",
        "POST /v3/directline/conversations/{id}/upload", "GET /v3/directline/conversations/{id}/stream", "GET /v3/directline/conversations/{id}/my-data", "GET /v3/directline/session/getsessionid",
        "HEAD /api/messages", "* /api/messages",
        "GET /health/live", "GET /health/ready", "GET /health/deliveries",
        "GET /panel", "GET /panel/in/{code}", "POST /panel/in", "POST /panel/weigh", "POST /panel/vote", "POST /panel/step", "POST /panel/out",
        "* /dashboard/{*path:nonfile}",
    ];

    /// <summary>Files of the chat page, whose addresses change with their content.</summary>
    public static bool IsFile(string route) => route.Contains(" /page/", StringComparison.Ordinal);
}
