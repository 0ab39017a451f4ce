namespace SocialRx.Domain;

/// <summary>Gives a number from 0 up to, and not, 1 that nobody can foresee; in tests one of a fixed sequence.</summary>
public delegate double Draw();
