namespace MentorMatch.Ranking;

/// <summary>The file is not a model that this version of the product can use.</summary>
public class InvalidModelException : Exception
{
    public InvalidModelException(string message)
        : base(message)
    {
    }

    public InvalidModelException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>The model was made for other features: its numbers would be read with the wrong meaning.</summary>
public sealed class ModelSchemaMismatchException(string expected, string found)
    : InvalidModelException($"The model is for feature schema {found}; this version of the product has {expected}.")
{
    public string Expected { get; } = expected;

    public string Found { get; } = found;
}
