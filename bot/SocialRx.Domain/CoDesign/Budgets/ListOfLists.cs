namespace SocialRx.Domain.CoDesign.Budgets;

/// <summary>Lists of whole numbers, one behind the other in one array: hundreds of thousands of approvals without as many objects.</summary>
internal sealed class ListOfLists
{
    private readonly int[] _starts;
    private readonly int[] _items;

    private ListOfLists(int[] starts, int[] items) => (_starts, _items) = (starts, items);

    public int Count => _starts.Length - 1;
    public ReadOnlySpan<int> this[int list] => _items.AsSpan(_starts[list].._starts[list + 1]);

    public static ListOfLists Of(IReadOnlyList<string> lists)
    {
        var starts = new int[lists.Count + 1];
        for (var list = 0; list < lists.Count; list++)
            starts[list + 1] = starts[list] + lists[list].Length;
        var items = new int[starts[^1]];
        for (var list = 0; list < lists.Count; list++)
        {
            for (var place = 0; place < lists[list].Length; place++)
                items[starts[list] + place] = lists[list][place];
        }

        return new ListOfLists(starts, items);
    }

    /// <summary>All items, list behind list.</summary>
    public ReadOnlySpan<int> All => _items;

    /// <summary>Where a list begins among all items.</summary>
    public int Start(int list) => _starts[list];

    /// <summary>For each item below <paramref name="items"/>, the lists that hold it, ascending.</summary>
    public ListOfLists Transposed(int items)
    {
        var starts = new int[items + 1];
        foreach (var item in _items)
            starts[item + 1]++;
        for (var item = 0; item < items; item++)
            starts[item + 1] += starts[item];

        var next = starts.AsSpan(0, items).ToArray();
        var holders = new int[_items.Length];
        for (var list = 0; list < Count; list++)
        {
            foreach (var item in this[list])
                holders[next[item]++] = list;
        }

        return new ListOfLists(starts, holders);
    }
}
