namespace SocialRx.Bot;

/// <summary>What every answer carries, whatever it is; a page that needs more says so itself.</summary>
internal static class SecureHeaders
{
    private static readonly TimeSpan HttpsFor = TimeSpan.FromDays(365);

    public static WebApplicationBuilder AddSecureHeaders(this WebApplicationBuilder builder)
    {
        builder.Services.AddHsts(hsts => hsts.MaxAge = HttpsFor);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        return builder;
    }

    public static WebApplication UseSecureHeaders(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = SayItFailed });
            app.UseHsts();
        }

        app.Use((context, next) =>
        {
            Add(context.Response.Headers);
            return next(context);
        });
        return app;
    }

    // What failed is in the log, never in the answer.
    private static Task SayItFailed(HttpContext context)
    {
        Add(context.Response.Headers);
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("Something went wrong here. Please try again.");
    }

    private static void Add(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }
}
