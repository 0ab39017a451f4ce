using System.Security.Claims;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SocialRx.BotFramework.Tests.Authentication;

public sealed class ClaimTests
{
    [Theory]
    [InlineData(null, "appid", "caller", "caller")]
    [InlineData("", "appid", "caller", "caller")]
    [InlineData("1.0", "appid", "caller", "caller")]
    [InlineData("2.0", "azp", "caller", "caller")]
    [InlineData("2.0", "appid", "caller", null)]
    [InlineData("1.0", "azp", "caller", null)]
    [InlineData("3.0", "appid", "caller", null)]
    public void The_calling_app_is_named_by_the_claim_of_the_tokens_version(string? version, string type, string value, string? expected)
    {
        List<Claim> claims = [new(type, value)];
        if (version is not null)
            claims.Add(new("ver", version));
        Assert.Equal(expected, JwtTokenValidation.GetAppIdFromClaims(claims));
    }

    [Theory]
    [InlineData("1.0", "callee", "caller", true)]
    [InlineData(null, "callee", "caller", false)]
    [InlineData("1.0", null, "caller", false)]
    [InlineData("1.0", "callee", null, false)]
    [InlineData("1.0", "same", "same", false)]
    [InlineData("1.0", "https://api.botframework.com", "caller", false)]
    [InlineData(null, null, "AnonymousSkill", true)]
    public void A_bot_that_calls_another_has_the_others_id_as_audience(string? version, string? audience, string? appId, bool expected)
    {
        var claims = new (string Type, string? Value)[] { ("ver", version), ("aud", audience), ("appid", appId) }
            .Where(claim => claim.Value is not null)
            .Select(claim => new Claim(claim.Type, claim.Value!))
            .ToList();
        Assert.Equal(expected, SkillValidation.IsSkillClaim(claims));
    }

    [Fact]
    public void A_skills_token_is_known_by_what_it_says()
    {
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Audience = "callee", Claims = new Dictionary<string, object> { ["ver"] = "2.0", ["azp"] = "caller" } });
        Assert.True(SkillValidation.IsSkillToken("Bearer " + token));
        Assert.False(SkillValidation.IsSkillToken("Potato " + token));
        Assert.False(SkillValidation.IsSkillToken(token));
        Assert.False(SkillValidation.IsSkillToken("Bearer"));
        Assert.False(SkillValidation.IsSkillToken(null));
    }

    [Theory]
    [InlineData("caller", true, "caller")]
    [InlineData("caller", true, "*")]
    [InlineData("caller", true, "other", "caller")]
    [InlineData("caller", false, "other")]
    [InlineData("caller", false)]
    public async Task Other_bots_call_when_they_are_on_the_list(string caller, bool isAllowed, params string[] list)
    {
        var validator = new AllowedCallersClaimsValidator(list);
        var refused = await Record.ExceptionAsync(() => validator.ValidateClaimsAsync([new("ver", "1.0"), new("aud", "callee"), new("appid", caller)]));
        Assert.Equal(isAllowed, refused is null);
        if (!isAllowed)
            Assert.Contains(caller, Assert.IsType<UnauthorizedAccessException>(refused).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Channels_are_not_held_against_the_list_of_bots()
    {
        await new AllowedCallersClaimsValidator(null).ValidateClaimsAsync([new("aud", "callee")]);
        await Assert.ThrowsAsync<ArgumentNullException>(() => new AllowedCallersClaimsValidator([]).ValidateClaimsAsync(null));
    }

    [Fact]
    public void A_key_speaks_for_the_channels_on_its_list()
    {
        Assert.True(EndorsementsValidator.Validate("webchat", ["msteams", "webchat"]));
        Assert.False(EndorsementsValidator.Validate("webchat", ["msteams"]));
        Assert.True(EndorsementsValidator.Validate(null, []));
        Assert.True(EndorsementsValidator.Validate("", ["msteams"]));
        Assert.Equal("endorsements", Assert.Throws<ArgumentNullException>(() => EndorsementsValidator.Validate("webchat", null)).ParamName);
    }
}
