using System.Text;

namespace Monitor.Collectors.FileDrop.Rows;

/// <summary>Lines of a text in bounded memory, ended by LF, CRLF or CR. One that is too long is passed over whole and told.</summary>
internal sealed class BoundedLines(TextReader text) : IDisposable
{
    public const int MostCharacters = 1_000_000;

    private readonly char[] _buffer = new char[64 * 1024];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _end;
    private bool _skipFeed;

    /// <summary>Number of the line read last.</summary>
    public long Number { get; private set; }

    /// <param name="whole">False when the line was too long; what is returned is then its beginning.</param>
    public string? Next(out bool whole)
    {
        whole = true;
        _line.Clear();
        var any = false;
        while (Fill())
        {
            if (_skipFeed && _buffer[_at] == '\n')
            {
                _skipFeed = false;
                _at++;
                continue;
            }

            _skipFeed = false;
            any = true;
            var span = _buffer.AsSpan(_at, _end - _at);
            var stop = span.IndexOfAny('\r', '\n');
            var part = stop < 0 ? span : span[..stop];
            if (_line.Length + part.Length <= MostCharacters) _line.Append(part);
            else whole = false;
            _at += part.Length;
            if (stop < 0) continue;
            _skipFeed = _buffer[_at++] == '\r';
            break;
        }

        if (!any) return null;
        Number++;
        return _line.ToString();
    }

    public void Dispose() => text.Dispose();

    private bool Fill()
    {
        if (_at < _end) return true;
        (_at, _end) = (0, text.Read(_buffer, 0, _buffer.Length));
        return _end > 0;
    }
}
