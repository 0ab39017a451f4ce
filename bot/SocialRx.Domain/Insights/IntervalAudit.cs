namespace SocialRx.Domain.Insights;

/// <summary>
/// How closely a reader of the published table could work out a hidden count. All tables that agree with what is published form the flows
/// through a network (total -> rows -> columns -> total); the true table is one of them, so the range of a cell is how far its flow
/// can be pushed either way round a cycle (Gusfield 1988, "A graph theoretic approach to statistical data security").
/// </summary>
internal sealed class IntervalAudit
{
    private const int Unbounded = 1_000_000_000;
    private readonly CountTable _table;
    private readonly Mask _mask;
    private readonly DisclosureOptions _rules;
    private readonly List<Arc> _arcs = [];
    private readonly Arc[,] _cells;

    public IntervalAudit(CountTable table, Mask mask, DisclosureOptions rules)
    {
        (_table, _mask, _rules) = (table, mask, rules);
        _cells = new Arc[table.Rows.Count, table.Columns.Count];
        AddRows();
        AddColumns();
        AddCells();
        Add(Sink, Source, _table.Counts.Sum(row => row.Sum()), _table is { TotalsDown: true, Repeats: false } ? Rounded(_table.Respondents, null) : (0, Unbounded));
    }

    private static int Source => 0;

    private int Sink => _table.Rows.Count + _table.Columns.Count + 1;

    private static int RowNode(int row) => 1 + row;

    private int ColumnNode(int column) => 1 + _table.Rows.Count + column;

    /// <summary>Size of the feasible range of a hidden cell; exact up to the threshold, above it only known to be enough.</summary>
    public int Width(Mask.Cell cell)
    {
        var arc = _cells[cell.Row, cell.Column];
        var upwards = Push(arc, arc.To, arc.From, +1);
        return upwards + Push(arc, arc.From, arc.To, -1);
    }

    private void AddRows()
    {
        for (var row = 0; row < _table.Rows.Count; row++)
        {
            var people = _table.SumAcross(row);
            Add(Source, RowNode(row), people, _table.TotalsAcross && _mask.Row(row).Any(_mask.IsHidden) ? Rounded(people, _mask.RowTotal(row)) : (0, Unbounded));
        }
    }

    private void AddColumns()
    {
        for (var column = 0; column < _table.Columns.Count; column++)
        {
            var people = _table.SumDown(column);
            Add(ColumnNode(column), Sink, people, _table.TotalsDown && _mask.Column(column).Any(_mask.IsHidden) ? Rounded(people, _mask.ColumnTotal(column)) : (0, Unbounded));
        }
    }

    private void AddCells()
    {
        foreach (var cell in _table.Rows.SelectMany((_, row) => _mask.Row(row)))
        {
            var count = _table.Counts[cell.Row][cell.Column];
            _cells[cell.Row, cell.Column] = Add(RowNode(cell.Row), ColumnNode(cell.Column), count, Known(cell, count));
        }
    }

    /// <summary>A shown zero is exact; a shown count lies within the rounding; a hidden one is at most its group.</summary>
    private (int Low, int High) Known(Mask.Cell cell, int count)
    {
        if (_mask.IsHidden(cell))
            return (0, Math.Max(_rules.LeastShown - 1, _table.Group(cell.Column)));
        return count == 0 ? (0, 0) : Rounded(count, _rules.Round(count));
    }

    /// <summary>Exact counts that are published like this one; the true one is always among them.</summary>
    private (int Low, int High) Rounded(int people, int? shown)
    {
        if (shown is null && people < _rules.LeastShown)
            return (0, _rules.LeastShown - 1);
        var centre = shown ?? _rules.Round(people);
        var spread = _rules.RoundTo / 2;
        return (Math.Min(people, Math.Max(_rules.LeastShown, centre - spread)), Math.Max(people, centre + spread));
    }

    private Arc Add(int from, int to, int flow, (int Low, int High) bounds)
    {
        var arc = new Arc(from, to, flow, bounds.Low, bounds.High);
        _arcs.Add(arc);
        return arc;
    }

    /// <summary>How much more (or less) may run through one arc, the rest giving way; the flow is put back afterwards.</summary>
    private int Push(Arc subject, int from, int to, int direction)
    {
        var flows = _arcs.ConvertAll(arc => arc.Flow);
        var room = Math.Min(_rules.LeastUncertainty, direction > 0 ? subject.High - subject.Flow : subject.Flow - subject.Low);
        var pushed = 0;
        while (pushed < room && Path(subject, from, to) is { } path)
        {
            foreach (var (arc, forward) in path)
                arc.Flow += forward ? 1 : -1;
            pushed++;
        }

        for (var i = 0; i < flows.Count; i++)
            _arcs[i].Flow = flows[i];
        return pushed;
    }

    /// <summary>Breadth first, one unit at a time: few cells and a small threshold make this the simplest that is fast.</summary>
    private List<(Arc Arc, bool Forward)>? Path(Arc except, int from, int to)
    {
        var reached = new Dictionary<int, (int Node, Arc Arc, bool Forward)>();
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out var node))
        {
            if (node == to)
                return Back(reached, from, to);
            foreach (var (next, arc, forward) in Steps(except, node).Where(step => step.Next != from && !reached.ContainsKey(step.Next)))
            {
                reached[next] = (node, arc, forward);
                queue.Enqueue(next);
            }
        }

        return null;
    }

    private IEnumerable<(int Next, Arc Arc, bool Forward)> Steps(Arc except, int node)
    {
        foreach (var arc in _arcs)
        {
            if (ReferenceEquals(arc, except))
                continue;
            if (arc.From == node && arc.Flow < arc.High)
                yield return (arc.To, arc, true);
            else if (arc.To == node && arc.Flow > arc.Low)
                yield return (arc.From, arc, false);
        }
    }

    private static List<(Arc Arc, bool Forward)> Back(Dictionary<int, (int Node, Arc Arc, bool Forward)> reached, int from, int to)
    {
        var path = new List<(Arc, bool)>();
        for (var node = to; node != from; node = reached[node].Node)
            path.Add((reached[node].Arc, reached[node].Forward));
        return path;
    }

    private sealed class Arc(int from, int to, int flow, int low, int high)
    {
        public int From { get; } = from;

        public int To { get; } = to;

        public int Flow { get; set; } = flow;

        public int Low { get; } = low;

        public int High { get; } = high;
    }
}
