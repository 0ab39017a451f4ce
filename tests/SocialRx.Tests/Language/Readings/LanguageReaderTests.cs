using SocialRx.Language.Readings;
using SocialRx.Tests.House;

namespace SocialRx.Tests.Language.Readings;

public sealed class LanguageReaderTests
{
    [Theory]
    [InlineData("dwi ddim eisiau bod yma ddim mwy", "cy")]
    [InlineData("nie chce juz zyc", "pl")]
    [InlineData("boję się wracać do domu", "pl")]
    [InlineData("nu mai vreau sa traiesc", "ro")]
    [InlineData("mi-e frică să merg acasă", "ro")]
    [InlineData("mujhe nahi jeena hai", "ur-Latn")]
    [InlineData("main bohat akela hoon yaar", "ur-Latn")]
    [InlineData("mainu bahut dar lagda", "pa-Latn")]
    [InlineData("waan baqayaa ma rabo guriga", "so")]
    [InlineData("não quero mais viver", "pt")]
    [InlineData("tenho medo do meu pai", "pt")]
    [InlineData("no quiero vivir mas", "es")]
    [InlineData("mi padre me pega y tengo miedo", "es")]
    [InlineData("je veux plus vivre", "fr")]
    [InlineData("j'ai peur de mon père", "fr")]
    [InlineData("artık yaşamak istemiyorum", "tr")]
    [InlineData("evde korkuyorum lutfen yardim edin", "tr")]
    [InlineData("я не хочу жити", "uk")]
    [InlineData("я не розумію", "uk")]
    [InlineData("мне страшно дома, помогите", "ru")]
    [InlineData("أنا خائف جدا في البيت", "ar")]
    [InlineData("مجھے گھر جانے سے ڈر لگتا ہے", "ur")]
    [InlineData("من می ترسم به خانه بروم", "fa")]
    [InlineData("मुझे बहुत डर लगता है", "hi")]
    [InlineData("ਮੈਨੂੰ ਡਰ ਲੱਗਦਾ ਹੈ", "pa")]
    [InlineData("আমার ভয় লাগছে", "bn")]
    [InlineData("我不想回家", "zh-Hant")]
    [InlineData("家に帰りたくない", "und")]
    [InlineData("ብቸኝነት ይሰማኛል", "und")]
    [InlineData("i dont want to go home", "en")]
    public void Somebody_who_writes_a_short_sentence_is_known_by_it(string said, string language) =>
        Assert.Equal(language, LanguageReader.Read(said));

    [Theory]
    [InlineData("")]
    [InlineData("?!? 123")]
    [InlineData("😭😭")]
    [InlineData("kms")]
    [InlineData("José")]
    [InlineData("Beyoncé concert")]
    [InlineData("ﷺ")]
    [InlineData("Jakub")]
    public void What_may_be_a_name_or_nothing_tells_no_language(string said) =>
        Assert.Null(LanguageReader.Read(said));

    [Fact]
    public void What_young_people_write_in_English_is_hardly_ever_taken_for_another_language()
    {
        var lines = new[] { "everyday", "hard-negative", "suicide", "home", "distress", "negation" }
            .SelectMany(file => File.ReadLines(Repository.PathOf("bot", "SocialRx.Language", "Signals", "Corpus", $"{file}.tsv")))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t')[^1])
            .ToList();

        var others = lines.Where(line => LanguageReader.Read(line) is not (null or LanguageReader.English)).ToList();

        Assert.True(lines.Count > 1000, $"only {lines.Count} lines");
        Assert.True(others.Count <= lines.Count / 500, $"{others.Count} of {lines.Count}:{Environment.NewLine}{string.Join(Environment.NewLine, others.Select(line => $"{LanguageReader.Read(line)}: {line}"))}");
    }

    [Fact]
    public void Nothing_somebody_sends_breaks_it() =>
        Assert.Null(LanguageReader.Read("\uD800 \uDC00 \0" + new string('\uD83D', 10_000)));
}
