using System.Diagnostics;
using System.Globalization;

namespace SocialRx.Bot.Tests.Maintenance;

/// <summary>A real file system that is full after some megabytes, or lets nobody write, not even root. Needs the right to mount one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const string NoRight = "Mounting a file system needs a right that this process does not have.";

    private readonly DirectoryInfo _folder;

    private SmallDisk(DirectoryInfo folder) => _folder = folder;

    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Skips the test where nothing can be mounted.</summary>
    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("socialrx-disk-");
        var size = string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=0700");
        if (OperatingSystem.IsLinux() && await RunAsync("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.FullName))
            return new SmallDisk(folder);
        folder.Delete();
        Assert.Skip(NoRight);
        throw new InvalidOperationException();
    }

    /// <summary>Takes all the room there is; a file that is deleted gives it back.</summary>
    public string Fill()
    {
        var filler = this["filler"];
        using var stream = new FileStream(filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
                stream.Write(block);
        }
        catch (IOException)
        {
            return filler;
        }
    }

    /// <summary>From now on nothing can be written; nothing may be open for writing.</summary>
    public async Task MakeReadOnlyAsync() => Assert.True(await RunAsync("mount", "-o", "remount,ro", _folder.FullName));

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "--lazy", _folder.FullName);
        _folder.Delete();
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
