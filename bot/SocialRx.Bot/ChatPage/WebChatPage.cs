using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SocialRx.Bot.Configuration;
using SocialRx.Domain.Safeguarding;

namespace SocialRx.Bot.ChatPage;

/// <summary>The page at "/": the chat, a way to help, a way out.</summary>
internal static partial class WebChatPage
{
    private const string NonceMark = "{{nonce}}";

    /// <summary>The SHA-256 of nothing: Web Chat once adds an empty style element without the nonce, to ask the browser what it can do.</summary>
    private const string EmptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    public static WebApplicationBuilder AddWebChatPage(this WebApplicationBuilder builder)
    {
        builder.AddSection<WebChatOptions>();
        return builder;
    }

    public static WebApplication MapWebChatPage(this WebApplication app)
    {
        var folder = Path.Combine(app.Environment.ContentRootPath, "wwwroot");
        var files = Files(folder);
        foreach (var file in files.Values)
            app.MapMethods(file.Address, [HttpMethods.Get, HttpMethods.Head], file.SendAsync);

        var page = Fill(File.ReadAllText(Path.Combine(folder, "index.html")), files, app.Services.GetRequiredService<WebChatOptions>());
        app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], http => SendAsync(http, page));
        return app;
    }

    /// <summary>The files by the mark that stands for their address in the page.</summary>
    private static Dictionary<string, PageFile> Files(string folder) => new(StringComparer.Ordinal)
    {
        ["{{chat.js}}"] = PageFile.Script(Path.Combine(folder, "chat.js")),
        ["{{chat.css}}"] = PageFile.Style(Path.Combine(folder, "chat.css")),
        ["{{icon}}"] = PageFile.Picture(Path.Combine(folder, "icon.svg")),
        ["{{webchat}}"] = PageFile.Script(Directory.EnumerateFiles(Path.Combine(folder, "webchat"), "*.js").Order(StringComparer.Ordinal).Last()),
    };

    private static string Fill(string page, Dictionary<string, PageFile> files, WebChatOptions options)
    {
        foreach (var (mark, file) in files)
            page = page.Replace(mark, file.Address, StringComparison.Ordinal);
        return page
            .Replace("{{lines}}", string.Concat(Helplines.For(age: null, categories: []).Select(Line)), StringComparison.Ordinal)
            .Replace("{{title}}", WebUtility.HtmlEncode(options.TabTitle), StringComparison.Ordinal)
            .Replace("{{leave}}", WebUtility.HtmlEncode(options.LeaveTo.AbsoluteUri), StringComparison.Ordinal);
    }

    /// <summary>Whom to call, in the page itself: it must be there when the connection is not.</summary>
    private static string Line(Helpline line)
    {
        var number = Number().Match(line.Contact).Value.Replace(" ", "", StringComparison.Ordinal);
        var contact = string.Concat(line.Contact[..1].ToUpperInvariant(), line.Contact.AsSpan(1));
        return $"""<li><a class="call" href="tel:{number}"><strong>{WebUtility.HtmlEncode(contact)}</strong><span>{WebUtility.HtmlEncode($"{line.Name}: {line.Note}.")}</span></a></li>""";
    }

    [GeneratedRegex("[0-9][0-9 ]*")]
    private static partial Regex Number();

    private static Task SendAsync(HttpContext http, string page)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy(http.Request, nonce);
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
        headers.ContentType = "text/html; charset=utf-8";
        var content = Encoding.UTF8.GetBytes(page.Replace(NonceMark, nonce, StringComparison.Ordinal));
        headers.ContentLength = content.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.Body.WriteAsync(content, http.RequestAborted).AsTask();
    }

    /// <summary>
    /// Only our own files. Web Chat writes its styles at run time, under the nonce; the socket is named because older Safari does not count it as 'self'.
    /// </summary>
    private static string Policy(HttpRequest request, string nonce)
    {
        var socket = string.Create(CultureInfo.InvariantCulture, $"{(request.IsHttps ? "wss" : "ws")}://{request.Host.ToUriComponent()}");
        return $"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}' {EmptyStyle}; img-src 'self' blob: data:; connect-src 'self' {socket}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
