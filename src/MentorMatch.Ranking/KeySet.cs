using System.Collections;
using System.Runtime.CompilerServices;

namespace MentorMatch.Ranking;

/// <summary>
/// An immutable set of keys (interests, goals, target groups …), ordered ordinally, without repeats.
/// Written as a collection expression: <c>KeySet likes = ["fishing", "chess"];</c>
/// A 64-bit signature says at once that two sets share nothing, which is the usual case when thousands are compared.
/// </summary>
[CollectionBuilder(typeof(KeySet), nameof(Create))]
public sealed class KeySet : IReadOnlyList<string>, IEquatable<KeySet>
{
    private readonly string[] _keys;
    private readonly ulong _signature;

    private KeySet(string[] keys)
    {
        _keys = keys;
        foreach (var key in keys)
        {
            _signature |= SignatureOf(key);
        }
    }

    public static KeySet Empty { get; } = new([]);

    public int Count => _keys.Length;

    public string this[int index] => _keys[index];

    public static KeySet Create(ReadOnlySpan<string> keys)
    {
        if (keys.IsEmpty)
        {
            return Empty;
        }

        foreach (var key in keys)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(key, nameof(keys));
        }

        return new KeySet([.. new SortedSet<string>(keys.ToArray(), StringComparer.Ordinal)]);
    }

    public static KeySet From(IEnumerable<string> keys) => Create(keys.ToArray());

    public bool Contains(string key)
    {
        if ((_signature & SignatureOf(key)) == 0)
        {
            return false;
        }

        foreach (var own in _keys)
        {
            if (string.Equals(own, key, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public int CountShared(KeySet other)
    {
        if ((_signature & other._signature) == 0)
        {
            return 0;
        }

        var shared = 0;
        foreach (var key in _keys)
        {
            if (other.Contains(key))
            {
                shared++;
            }
        }

        return shared;
    }

    public bool SharesAnyWith(KeySet other) => CountShared(other) > 0;

    public KeySet SharedWith(KeySet other) => From(_keys.Where(other.Contains));

    public bool Equals(KeySet? other) =>
        other is not null && _signature == other._signature && _keys.AsSpan().SequenceEqual(other._keys);

    public override bool Equals(object? obj) => Equals(obj as KeySet);

    public override int GetHashCode() => HashCode.Combine(_signature, _keys.Length);

    public override string ToString() => string.Join(", ", _keys);

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_keys).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static ulong SignatureOf(string key)
    {
        uint hash = 2166136261;
        foreach (var letter in key)
        {
            hash = (hash ^ letter) * 16777619;
        }

        return 1UL << (int)((hash ^ (hash >> 16)) & 63);
    }
}
