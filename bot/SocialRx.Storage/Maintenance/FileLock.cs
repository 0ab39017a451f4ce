namespace SocialRx.Storage.Maintenance;

/// <summary>A file that one process at a time has open. The operating system lets go of it however that process ends.</summary>
public static class FileLock
{
    /// <summary>Null while another holds it. The folder must be there; the file is made.</summary>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made.</exception>
    public static FileStream? TryTake(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (IsHeldByAnother(error))
        {
            return null;
        }
    }

    /// <summary>Windows says ERROR_SHARING_VIOLATION; elsewhere it is the EWOULDBLOCK of flock(2), 11 on Linux and 35 on macOS.</summary>
    private static bool IsHeldByAnother(IOException error) => error.HResult is unchecked((int)0x80070020) or 11 or 35;
}
