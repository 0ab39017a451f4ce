using Microsoft.Bot.Builder.Dialogs.Memory;
using Microsoft.Bot.Builder.Dialogs.Memory.Scopes;

namespace Microsoft.Bot.Builder.Dialogs;

/// <summary>The scopes and short forms of paths that dialogs know; known without being registered too.</summary>
public class DialogsComponentRegistration : ComponentRegistration
{
    public virtual IEnumerable<MemoryScope> GetMemoryScopes() => DialogStateManagerConfiguration.Standard().MemoryScopes;

    public virtual IEnumerable<IPathResolver> GetPathResolvers() => DialogStateManagerConfiguration.Standard().PathResolvers;
}
