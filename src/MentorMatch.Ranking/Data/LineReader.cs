using System.Security.Cryptography;

namespace MentorMatch.Ranking.Data;

/// <summary>
/// The lines of a file as bytes, one at a time, and the SHA-256 of all that was read. A line is valid until the next is
/// asked for. A byte order mark and carriage returns at line ends are left out.
/// </summary>
internal sealed class LineReader : IDisposable
{
    private readonly string _path;
    private readonly int _longest;
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _buffer = new byte[1 << 18];
    private int _start;
    private int _end;
    private bool _ended;

    public LineReader(string path, TableLimits limits)
    {
        _path = path;
        _longest = limits.LineLength;
        try
        {
            _stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, e is FileNotFoundException or DirectoryNotFoundException
                ? "there is no such file."
                : $"the file cannot be read ({e.Message.TrimEnd('.')}).");
        }
    }

    /// <summary>Of the line last read, from 1.</summary>
    public long Row { get; private set; }

    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0 || (_ended && _start < _end))
            {
                line = Take(length >= 0 ? length : _end - _start, length >= 0);
                return true;
            }

            if (_ended)
            {
                line = default;
                return false;
            }

            Fill();
        }
    }

    /// <summary>Lower-case hexadecimal, of everything up to the end of the file.</summary>
    public string HashOfAll() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose()
    {
        _stream.Dispose();
        _hash.Dispose();
    }

    private ReadOnlySpan<byte> Take(int length, bool newline)
    {
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, length);
        _start += length + (newline ? 1 : 0);
        if (++Row == 1 && line.StartsWith("\uFEFF"u8)) line = line[3..];
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private void Fill()
    {
        if (_end - _start > _longest)
        {
            throw new BadInputException(_path, Row + 1, "1", $"the line is longer than {_longest:N0} bytes.");
        }

        if (_end - _start == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        var read = _stream.Read(_buffer.AsSpan(_end));
        _hash.AppendData(_buffer, _end, read);
        _end += read;
        _ended = read == 0;
    }
}
