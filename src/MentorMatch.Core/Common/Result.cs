namespace MentorMatch.Core.Common;

/// <summary>A refusal that a user may read: a key in the texts of an area, with its arguments.</summary>
/// <param name="Texts">The marker type of the resx set that holds <paramref name="Key"/>.</param>
/// <param name="Key">The key of the sentence.</param>
/// <param name="Args">What is put into the sentence.</param>
public sealed record Error(Type Texts, string Key, params object[] Args)
{
    /// <summary>The input field that the sentence belongs beside; null where it is about the whole form.</summary>
    public string? Field { get; init; }

    public static Error In<TTexts>(string key, params object[] args) => new(typeof(TTexts), key, args);

    public Error At(string field) => this with { Field = field };
}

/// <summary>The outcome of a write: done, or refused for reasons that the user is told.</summary>
public sealed class Result
{
    public static Result Success { get; } = new([]);

    private Result(IReadOnlyList<Error> errors) => Errors = errors;

    public IReadOnlyList<Error> Errors { get; }

    public bool Succeeded => Errors.Count == 0;

    public static Result From(IEnumerable<Error> errors)
    {
        var all = errors.ToList();
        return all.Count == 0 ? Success : new Result(all);
    }

    /// <summary>For a value whose type is an interface, which no operator can turn into a result.</summary>
    public static Result<T> Of<T>(T value) => Result<T>.Of(value);

    public static implicit operator Result(Error error) => new([error]);
}

/// <summary>The outcome of a write that gives something back.</summary>
public sealed class Result<T>
{
    private readonly T? value;

    private Result(T? value, IReadOnlyList<Error> errors)
    {
        this.value = value;
        Errors = errors;
    }

    public IReadOnlyList<Error> Errors { get; }

    public bool Succeeded => Errors.Count == 0;

    /// <summary>What was made. Throws where the write was refused: ask <see cref="Succeeded"/> first.</summary>
    public T Value => Succeeded ? value! : throw new InvalidOperationException($"Refused: {Errors[0].Key}");

    internal static Result<T> Of(T value) => new(value, []);

    public Result WithoutValue() => Result.From(Errors);

    public static implicit operator Result<T>(T value) => new(value, []);

    public static implicit operator Result<T>(Error error) => new(default, [error]);

    public static implicit operator Result<T>(Result refused) => refused.Succeeded
        ? throw new InvalidOperationException("A success without a value cannot become a result with one.")
        : new(default, refused.Errors);
}
