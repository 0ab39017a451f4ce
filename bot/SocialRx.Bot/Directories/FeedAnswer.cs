using System.IO.Pipelines;
using System.Net;

namespace SocialRx.Bot.Directories;

/// <summary>What came of asking for one document.</summary>
internal abstract class FeedAnswer : IAsyncDisposable
{
    private FeedAnswer() { }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <param name="why">Names no more than the host.</param>
    public sealed class Refused(string why, HttpStatusCode? status = null, DateTimeOffset? askAgainAt = null) : FeedAnswer
    {
        public string Why => why;

        /// <summary>Null when nothing was answered.</summary>
        public HttpStatusCode? Status => status;

        public DateTimeOffset? AskAgainAt => askAgainAt;

        /// <summary>There is no such page, or no such service.</summary>
        public bool IsNotThere => status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.Gone;
    }

    /// <summary>The server wants to be asked again.</summary>
    /// <param name="wait">Null when it does not say how much later.</param>
    public sealed class Busy(HttpStatusCode status, TimeSpan? wait) : FeedAnswer
    {
        public HttpStatusCode Status => status;

        public TimeSpan? Wait => wait;
    }

    /// <summary>A body that ends when it grows too large or takes too long.</summary>
    public sealed class Document(HttpResponseMessage response, Stream body) : FeedAnswer
    {
        private Stream _body = body;

        public Stream Body => _body;

        /// <summary>Looks at how it begins; the body still begins there.</summary>
        /// <param name="most">So many bytes are looked at.</param>
        public Task<Told> LookAsync(int most, CancellationToken stop)
        {
            var pipe = PipeReader.Create(_body, new StreamPipeReaderOptions(bufferSize: 65_536));
            _body = pipe.AsStream();
            return FirstLook.AtAsync(pipe, most, stop);
        }

        public override async ValueTask DisposeAsync()
        {
            await _body.DisposeAsync();
            response.Dispose();
            await base.DisposeAsync();
        }
    }
}
