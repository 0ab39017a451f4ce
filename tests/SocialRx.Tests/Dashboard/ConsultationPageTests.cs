using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SocialRx.Dashboard.Access;
using SocialRx.Domain.CoDesign;
using SocialRx.Storage.CoDesign;
using SocialRx.Storage.Insights;

namespace SocialRx.Tests.Dashboard;

public sealed class ConsultationPageTests
{
    private static readonly Dictionary<string, string> Typed = new()
    {
        ["title"] = "After dark",
        ["owner"] = "Fernbridge youth team",
        ["why"] = "They plan the lights for the park.",
        ["level"] = "MyArea",
        ["minimum-age"] = "13",
        ["maximum-age"] = "25",
        ["languages"] = "en",
        ["opens"] = "2026-01-05",
        ["closes"] = "2030-12-31",
        ["q0-words"] = "Where is it too dark?",
        ["q0-kind"] = "Choice",
        ["q0-o0-label"] = "The park",
        ["q0-o1-label"] = "The bus stop",
        ["do"] = "keep",
    };

    [Fact]
    public async Task A_facilitator_writes_it_and_another_opens_it_and_each_step_is_recorded()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var ben = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        await ByAnaAsync(dashboard, Some.EveryKind);

        var page = WebUtility.HtmlDecode(await ben.PageAsync("/dashboard/consultations/fair-share"));
        Assert.Contains("Draft", page, StringComparison.Ordinal);
        Assert.Contains("Written by ana", page, StringComparison.Ordinal);
        Assert.Contains("What would you pay for? You have £500 to spend.", page, StringComparison.Ordinal);
        Assert.Contains("<span>A skate ramp, £250</span>", page, StringComparison.Ordinal);
        using var opened = await ben.PostAsync("/dashboard/consultations/fair-share/open", "/dashboard/consultations/fair-share", new() { ["version"] = "1" });

        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        Assert.NotNull(dashboard.Services.GetRequiredService<ConsultationBook>().Current.Find("fair-share"));
        Assert.Contains("Opened by demonstration", await ben.PageAsync("/dashboard/consultations/fair-share"), StringComparison.Ordinal);
        Assert.Equal("consultation/fair-share/1", await dashboard.ScalarAsync<string>("select subject from audit where action = 'open'"));
    }

    [Fact]
    public async Task Whoever_wrote_it_is_refused_to_open_it()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        using var kept = await browser.PostAsync("/dashboard/new-consultation", "/dashboard/new-consultation", Typed);
        Assert.Equal("/dashboard/consultations/after-dark", kept.Headers.Location!.OriginalString);

        using var refused = await browser.PostAsync("/dashboard/consultations/after-dark/open", "/dashboard/consultations/after-dark", new() { ["version"] = "1" });

        Assert.Contains("somebody else has to read and open it", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("draft", await dashboard.ScalarAsync<string>("select state from consultation where consultation_id = 'after-dark'"));
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from audit where action = 'open'"));
    }

    [Fact]
    public async Task What_was_typed_stays_while_questions_and_options_are_added_and_wrong_things_are_named()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);

        var more = await SendAsync(browser, new(Typed) { ["do"] = "add-question" });
        Assert.Contains("Question 2", more, StringComparison.Ordinal);
        Assert.Contains("value=\"The bus stop\"", more, StringComparison.Ordinal);
        Assert.Contains("name=\"q0-o2-label\"", await SendAsync(browser, new(Typed) { ["do"] = "add-option-0" }), StringComparison.Ordinal);
        Assert.DoesNotContain("Where is it too dark?", await SendAsync(browser, new(Typed) { ["do"] = "remove-question-0" }), StringComparison.Ordinal);

        var budget = await SendAsync(browser, new(Typed) { ["q0-kind"] = "Budget", ["q0-total"] = "lots", ["q0-o0-cost"] = "300", ["q0-o1-cost"] = "1" });
        Assert.Contains("The sum of “Where is it too dark?” is not in whole pounds.", WebUtility.HtmlDecode(budget), StringComparison.Ordinal);
        Assert.Contains("value=\"lots\"", budget, StringComparison.Ordinal);
        Assert.Contains("Its title is missing", await SendAsync(browser, new(Typed) { ["title"] = "" }), StringComparison.Ordinal);
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from consultation"));
    }

    [Fact]
    public async Task It_does_not_open_while_a_line_is_too_hard_or_asks_for_a_name_and_the_page_says_which()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        await ByAnaAsync(dashboard, Some.EveryKind with { Questions = [new ConsultationQuestion.FreeText("who", "What is your name?"), new ConsultationQuestion.FreeText("hard", "Which municipal infrastructure expenditure necessitates prioritisation?")] });

        using var refused = await browser.PostAsync("/dashboard/consultations/fair-share/open", "/dashboard/consultations/fair-share", new() { ["version"] = "1" });
        var page = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("It cannot be opened", page, StringComparison.Ordinal);
        Assert.Contains("It asks for a name", page, StringComparison.Ordinal);
        Assert.Contains("It is too hard to read", page, StringComparison.Ordinal);
        Assert.Contains("municipal, infrastructure, expenditure", page, StringComparison.Ordinal);
        Assert.Equal("draft", await dashboard.ScalarAsync<string>("select state from consultation"));
    }

    [Fact]
    public async Task A_file_is_imported_as_a_draft_and_one_that_is_wrong_says_where()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);

        Assert.Contains("the question &quot;when&quot; is there twice", await ImportAsync(browser, ConsultationText.Write(Some.EveryKind with { Questions = [Some.EveryKind.Questions[0], Some.EveryKind.Questions[0]] })), StringComparison.Ordinal);
        Assert.Contains("is an invalid", await ImportAsync(browser, "{ not json"), StringComparison.Ordinal);
        Assert.Contains("There is no consultation in the file.", await ImportAsync(browser, "[]"), StringComparison.Ordinal);
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from consultation"));
        await ImportAsync(browser, ConsultationText.Write(Some.EveryKind));
        await ImportAsync(browser, $"[{ConsultationText.Write(Some.EveryKind with { Title = "Better words" })}]");

        Assert.Equal("draft", await dashboard.ScalarAsync<string>("select state from consultation where consultation_id = 'fair-share' and latest_version = 2"));
        Assert.Contains("was “What comes first”, is “Better words”", WebUtility.HtmlDecode(await browser.PageAsync("/dashboard/consultations/fair-share")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commissioner_reads_what_was_opened_and_never_a_draft_or_a_form()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var commissioner = await dashboard.BrowserAsync(StaffRole.Commissioner.Id);
        await ByAnaAsync(dashboard, Some.EveryKind);
        Assert.DoesNotContain("What comes first", await commissioner.PageAsync("/dashboard/consultations"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await commissioner.GetAsync("/dashboard/consultations/fair-share")).StatusCode);
        await OpenAsync(dashboard, 1);
        await dashboard.Database.WriteAsync(connection => ConsultationShelf.Keep(connection, "fernbridge", Some.EveryKind with { Title = "Not read by anybody yet" }, 1, "ana", TimeProvider.System.GetUtcNow()), TestContext.Current.CancellationToken);

        var page = await commissioner.PageAsync("/dashboard/consultations/fair-share");

        Assert.Contains("What comes first", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Not read by anybody yet", page, StringComparison.Ordinal);
        Assert.DoesNotContain("action=\"/dashboard/consultations", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_withdrawn_with_a_reason_that_everybody_on_the_staff_reads()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        await ByAnaAsync(dashboard, Some.EveryKind);
        await OpenAsync(dashboard, 1);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/dashboard/consultations/fair-share/withdraw", "/dashboard/consultations/fair-share", new() { ["reason"] = " " })).StatusCode);

        await browser.PostAsync("/dashboard/consultations/fair-share/withdraw", "/dashboard/consultations/fair-share", new() { ["reason"] = "The money has gone." });

        Assert.Equal("The money has gone.", dashboard.Services.GetRequiredService<ConsultationBook>().Current.Find("fair-share")!.WithdrawnBecause);
        using var curator = await dashboard.BrowserAsync(StaffRole.Curator.Id);
        Assert.Contains("The money has gone.", await curator.PageAsync("/dashboard/have-your-say/fair-share"), StringComparison.Ordinal);
        Assert.DoesNotContain("Stop asking it for good", await browser.PageAsync("/dashboard/consultations/fair-share"), StringComparison.Ordinal);
        Assert.Equal(1, await dashboard.ScalarAsync<int>("select count(*) from audit where action = 'withdraw' and subject = 'consultation/fair-share'"));
    }

    [Fact]
    public async Task Orders_pairs_and_budgets_are_read_in_sentences_with_how_many_of_how_many_and_hide_what_could_point_to_somebody()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(StaffRole.Commissioner.Id);
        await Some.PeopleAsync(dashboard, 60);
        await Some.HaveASayAsync(dashboard, 60);
        dashboard.Services.GetRequiredService<ConsultationBook>().Turn(new Consultations([Some.EveryKind], 1));
        await dashboard.Services.GetRequiredService<Outcomes>().RenewAsync(TestContext.Current.CancellationToken);

        var page = WebUtility.HtmlDecode(await browser.PageAsync("/dashboard/have-your-say/fair-share"));

        Assert.Contains("Most of those who put these in order, 40 of 60, put “Warm” first.", page, StringComparison.Ordinal);
        Assert.Contains("Almost all of those who spent the sum, 55 of 60, would pay for “More bins”.", page, StringComparison.Ordinal);
        Assert.Contains("“A better park” was chosen 40 of the 60 times somebody decided between it and another. Score: 66 of 100, likely between 54 and 77.", page, StringComparison.Ordinal);
        Assert.Contains("“Warm” comes first: put beside any other, more people put it above than below. Of those whose numbers can be shown, closest to it is “Free”: 40 put “Warm” above it, 20 below.", page, StringComparison.Ordinal);
        Assert.Contains("Equal shares pays for “More bins” and “Lights in the park”. £400 of £500 is spent, £100 is left.", page, StringComparison.Ordinal);
        Assert.Matches("<th scope=\"row\">People who get nothing they voted for</th><td></td><td><abbr class=\"count hidden\"", page);
        // Five people would pay for nothing.
        Assert.DoesNotContain("5 of 60, would pay for “None of these”", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_asked_again_as_the_form_says_and_what_is_wrong_with_that_is_named()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);

        var wrong = WebUtility.HtmlDecode(await SendAsync(browser, new(Typed) { ["q0-again"] = "yes", ["q0-again-answers"] = "some" }));
        Assert.Contains("before it is asked again is not a whole number.", wrong, StringComparison.Ordinal);
        Assert.Contains("value=\"some\"", wrong, StringComparison.Ordinal);
        Assert.Contains("fewer answers are never shown", await SendAsync(browser, new(Typed) { ["q0-again"] = "yes", ["q0-again-answers"] = "9" }), StringComparison.Ordinal);
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from consultation"));
        using var kept = await browser.PostAsync("/dashboard/new-consultation", "/dashboard/new-consultation", new(Typed) { ["q0-again"] = "yes", ["q0-again-from"] = "2026-03-02", ["q0-again-answers"] = "30" });

        var page = WebUtility.HtmlDecode(await browser.PageAsync("/dashboard/consultations/after-dark"));
        Assert.Contains("“Where is it too dark?” from 2 March 2026, or once 30 have answered", page, StringComparison.Ordinal);
        Assert.Contains("Do you want to see what others said?", page, StringComparison.Ordinal);
        Assert.Contains("<span>Keep my answer</span>", page, StringComparison.Ordinal);
        var form = await browser.PageAsync("/dashboard/consultations/after-dark/edit");
        Assert.Contains("name=\"q0-again-from\" type=\"date\" value=\"2026-03-02\"", form, StringComparison.Ordinal);
        Assert.Contains("name=\"q0-again-answers\" inputmode=\"numeric\" value=\"30\"", form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_became_of_answers_is_read_in_sentences_and_a_table_that_hide_what_could_point_to_somebody()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(StaffRole.Commissioner.Id);
        await Some.PeopleAsync(dashboard, 60);
        dashboard.Services.GetRequiredService<ConsultationBook>().Turn(new Consultations([Some.AskedTwice], 1));
        Assert.Contains("Not enough people have seen what others said so far", await browser.PageAsync("/dashboard/have-your-say/asked-twice"), StringComparison.Ordinal);

        await Some.LookAgainAsync(dashboard, 60);
        var page = WebUtility.HtmlDecode(await browser.PageAsync("/dashboard/have-your-say/asked-twice"));

        Assert.Contains("60 people were shown what others had said, and were asked again.", page, StringComparison.Ordinal);
        Assert.Contains("About half of them, 25 of 60, gave another answer.", page, StringComparison.Ordinal);
        Assert.Contains("Of the 60 who answered again, 40 had said “Yes” before, and 25 said it after.", page, StringComparison.Ordinal);
        Assert.Contains("First answer, and the answer after", page, StringComparison.Ordinal);
        Assert.DoesNotContain("persuaded", page, StringComparison.Ordinal);
        // Four changed from no to yes, and with what is around it that could be worked out.
        Assert.DoesNotContain("and then said", page, StringComparison.Ordinal);
        Assert.Contains("title=\"hidden", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_group_said_face_to_face_is_shown_apart_and_only_with_enough_people_behind_it()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var worker = await dashboard.BrowserAsync(StaffRole.LinkWorker.Id);
        const string Form = "/dashboard/consultations/after-school/workshops";

        using var tooMany = await worker.PostAsync(Form, Form, new() { ["held-on"] = "2026-11-02", ["people"] = "9", ["when/evenings"] = "6", ["when/weekends"] = "5" });
        Assert.Contains("everybody has one answer", await tooMany.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await worker.PostAsync(Form, Form, new() { ["held-on"] = "2026-11-02", ["people"] = "9", ["when/evenings"] = "9" });
        Assert.DoesNotContain("Face to face</p>", await worker.PageAsync("/dashboard/have-your-say/after-school"), StringComparison.Ordinal);
        await worker.PostAsync(Form, Form, new() { ["held-on"] = "2026-11-03", ["people"] = "22", ["when/evenings"] = "12", ["when/weekends"] = "10" });
        var page = await worker.PageAsync("/dashboard/have-your-say/after-school");

        Assert.Contains("Face to face</p>", page, StringComparison.Ordinal);
        Assert.Contains("Not added to what was said in the chat.", page, StringComparison.Ordinal);
        Assert.Contains("about 67 % of 30", page, StringComparison.Ordinal);
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from counter_change"));
        var id = await dashboard.ScalarAsync<string>("select workshop_id from workshop where people = 9");
        await worker.PostAsync($"/dashboard/workshops/{id}/remove", Form, new() { ["reason"] = "" });
        Assert.Equal(1, await dashboard.ScalarAsync<int>("select count(*) from workshop"));
        Assert.Equal(2, await dashboard.ScalarAsync<int>("select count(*) from audit where action = 'enter'"));
    }

    [Fact]
    public async Task A_sheet_for_a_room_has_every_question_and_a_code_that_opens_the_chat()
    {
        await using var dashboard = await RunningDashboard.StartAsync("Development", "--Consultations:ChatAddress=https://chat.fernbridge.example/");
        using var worker = await dashboard.BrowserAsync(StaffRole.LinkWorker.Id);

        var page = await worker.PageAsync("/dashboard/consultations/after-school/sheet");

        Assert.Contains("When is there least to do?", page, StringComparison.Ordinal);
        Assert.Contains("https://chat.fernbridge.example/", page, StringComparison.Ordinal);
        Assert.Matches("<svg class=\"qr\" viewBox=\"0 0 [0-9]+ [0-9]+\".*<path d=\"M[0-9]+ [0-9]+h1v1h-1z", page);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        await using var without = await RunningDashboard.StartAsync();
        using var other = await without.BrowserAsync(StaffRole.LinkWorker.Id);
        Assert.DoesNotContain("class=\"qr\"", await other.PageAsync("/dashboard/consultations/after-school/sheet"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_translated_in_the_form_and_a_language_is_offered_once_every_line_is_there_and_approved()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        using var browser = await dashboard.BrowserAsync(StaffRole.Facilitator.Id);
        const string Page = "/dashboard/consultations/after-dark";
        Dictionary<string, string> translated = new(Typed)
        {
            ["languages"] = "en, pl, ur",
            ["t-pl-words"] = "Planują oświetlenie parku.",
            ["t-pl-by"] = "Ewa Example",
            ["t-pl-on"] = "2026-11-20",
            ["q0-t-pl-words"] = "Gdzie jest za ciemno?",
            ["q0-t-pl-for-o0"] = "Park",
            ["q0-t-pl-by"] = "Ewa Example",
            ["q0-t-pl-on"] = "2026-11-20",
        };

        var form = await SendAsync(browser, new(translated) { ["q0-t-pl-on"] = "soon" });
        Assert.Contains("The day on which “Where is it too dark?” was approved in Polish is no day.", WebUtility.HtmlDecode(form), StringComparison.Ordinal);
        Assert.Contains("name=\"q0-t-ur-words\" rows=\"2\" lang=\"ur\" dir=\"rtl\"", form, StringComparison.Ordinal);
        Assert.Contains("name=\"q0-t-pl-for-o0\" lang=\"pl\" dir=\"ltr\" value=\"Park\"", form, StringComparison.Ordinal);
        Assert.Contains("which is not among the consultation", await SendAsync(browser, new(translated) { ["languages"] = "en" }), StringComparison.Ordinal);
        Assert.Equal(0, await dashboard.ScalarAsync<int>("select count(*) from consultation"));
        using var kept = await browser.PostAsync("/dashboard/new-consultation", "/dashboard/new-consultation", translated);
        var page = WebUtility.HtmlDecode(await browser.PageAsync(Page));
        Assert.Contains("English, Polish (not offered yet), Urdu (not offered yet)", page, StringComparison.Ordinal);
        Assert.Contains("<li>Question 1: “The bus stop”</li>", page, StringComparison.Ordinal);
        Assert.Contains("no such check exists for other languages", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Park · The park", page, StringComparison.Ordinal);

        using var whole = await browser.PostAsync($"{Page}/edit", $"{Page}/edit", new(translated) { ["based-on"] = "1", ["q0-id"] = "where-is-it-too-dark", ["q0-o0-id"] = "the-park", ["q0-o1-id"] = "the-bus-stop", ["q0-t-pl-for-o1"] = "Przystanek" });
        page = WebUtility.HtmlDecode(await browser.PageAsync(Page));

        Assert.Contains("English, Polish, Urdu (not offered yet)", page, StringComparison.Ordinal);
        Assert.Contains("<span dir=\"auto\">Park · The park</span>", page, StringComparison.Ordinal);
        Assert.Contains("<span lang=\"pl\" dir=\"ltr\">Gdzie jest za ciemno?</span>", page, StringComparison.Ordinal);
        Assert.Contains("Question 1: approved by Ewa Example, 20 November 2026.", page, StringComparison.Ordinal);
        Assert.Contains("Polish of “Where is it too dark?”: was “Gdzie jest za ciemno? / Park / approved by Ewa Example, 20 November 2026”, is “Gdzie jest za ciemno? / Park / Przystanek / approved by", page, StringComparison.Ordinal);
        Assert.Contains("name=\"q0-t-pl-for-o1\" lang=\"pl\" dir=\"ltr\" value=\"Przystanek\"", await browser.PageAsync($"{Page}/edit"), StringComparison.Ordinal);
    }

    private static async Task<string> SendAsync(RunningDashboard.Browser browser, Dictionary<string, string> fields)
    {
        using var answer = await browser.PostAsync("/dashboard/new-consultation", "/dashboard/new-consultation", fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> ImportAsync(RunningDashboard.Browser browser, string json)
    {
        using var answer = await browser.UploadAsync("/dashboard/import-consultations", "/dashboard/consultations", "file", json);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static Task<bool> ByAnaAsync(RunningDashboard dashboard, Consultation consultation) =>
        dashboard.Database.WriteAsync(connection => ConsultationShelf.Keep(connection, "fernbridge", consultation, 0, "ana", TimeProvider.System.GetUtcNow()));

    private static Task<OpeningOutcome> OpenAsync(RunningDashboard dashboard, int version) =>
        dashboard.Database.WriteAsync(connection => ConsultationShelf.Open(connection, "fernbridge", "fair-share", version, "ben", TimeProvider.System.GetUtcNow()));
}
