namespace SocialRx.Language.Themes;

/// <summary>A theme somebody's words touch.</summary>
/// <param name="ThemeId">Of <see cref="Domain.WhatMatters.Theme"/>.</param>
public sealed record ThemeHit(string ThemeId, TextSpan Span);

/// <summary>Something in the way that somebody's words touch.</summary>
/// <param name="BarrierId">Of <see cref="Domain.WhatMatters.Barrier"/>.</param>
public sealed record BarrierHit(string BarrierId, TextSpan Span);
