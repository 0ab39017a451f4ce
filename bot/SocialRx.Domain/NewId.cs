namespace SocialRx.Domain;

/// <summary>Gives a new id that nobody has used: in the service a version 7 UUID, in tests a counter.</summary>
public delegate string NewId();
