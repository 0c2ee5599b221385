namespace MentorMatch.Web.Components.Shared;

/// <summary>
/// The forms of the page that tell what is wrong with them in a summary, so that the title of the page can begin with
/// "Fejl:" wherever on it they are.
/// </summary>
public sealed class PageErrors
{
    private readonly List<FormErrors> forms = [];

    /// <summary>Errors have come or gone.</summary>
    public event EventHandler? Changed;

    public bool Any => forms.Exists(form => form.Any);

    public void Watch(FormErrors form)
    {
        forms.Add(form);
        form.Changed += Tell;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Leave(FormErrors form)
    {
        form.Changed -= Tell;
        forms.Remove(form);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private void Tell(object? sender, EventArgs e) => Changed?.Invoke(this, e);
}
