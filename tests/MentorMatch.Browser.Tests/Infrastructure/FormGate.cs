using Microsoft.Playwright;

namespace MentorMatch.Browser.Tests.Infrastructure;

/// <summary>Sends forms with answers that nobody can mean, and looks at how the page says so.</summary>
internal static class FormGate
{
    /// <summary>How many forms of the page take text and are sent to be saved; each is found by its place.</summary>
    public static Task<int> FormsAsync(IPage page) => page.EvaluateAsync<int>($"() => {Forms}.length");

    /// <summary>Writes far too much into each text of the form, nothing into its other fields, and sends it.</summary>
    public static Task SendNonsenseAsync(IPage page, int form) => page.EvaluateAsync(
        $$"""
        place => {
          const form = {{Forms}}[place];
          for (const field of form.querySelectorAll('input, textarea')) {
            if (['hidden', 'radio', 'checkbox', 'file', 'submit'].includes(field.type)) continue;
            field.removeAttribute('maxlength');
            field.value = ['date', 'time', 'number'].includes(field.type) ? '' : 'Alt for langt. '.repeat(600);
            for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
          }
          form.querySelector('button[type=submit]').click();
        }
        """,
        form);

    /// <summary>What is missing of: a title that tells of errors, a summary that has the focus, a link from it to each wrong field, words beside the field, and a mark on it.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page) => await page.EvaluateAsync<string[]>(
        """
        () => {
          const summary = document.querySelector('.error-summary');
          const groups = [...document.querySelectorAll('.form-error')];
          const links = summary ? [...summary.querySelectorAll('a[href*="#"]')].map(link => decodeURIComponent(new URL(link.href).hash.slice(1))) : [];
          const faults = [];
          if (!/^(Fejl|Error): /.test(document.title)) faults.push(`has the title “${document.title}”, which tells of no error`);
          if (!summary) faults.push('has no summary of what is wrong');
          else if (document.activeElement !== summary) faults.push(`has the focus on ${document.activeElement.localName}.${document.activeElement.className}, not on the summary`);
          // What is wrong with no field in particular stands in the summary alone: a name and a password that do not belong together.
          if (!groups.length && !summary?.querySelector('li:not(:has(a))')) faults.push('marks no field');
          for (const id of links) if (!document.getElementById(id)) faults.push(`links to ${id}, which is not there`);
          for (const group of groups) {
            const name = group.querySelector('label, legend')?.textContent.trim();
            const message = group.querySelector('.form-error-message');
            const field = group.querySelector('fieldset, input:not([type=hidden]), textarea, select');
            const described = field?.getAttribute('aria-describedby')?.split(' ') ?? [];
            if (!message?.textContent.trim()) faults.push(`“${name}” has no words beside it`);
            else if (!described.includes(message.id)) faults.push(`“${name}” is not described by its words`);
            if (!links.some(id => group.contains(document.getElementById(id)))) faults.push(`“${name}” is not linked from the summary`);
            if (field?.localName !== 'fieldset' && field?.getAttribute('aria-invalid') !== 'true') faults.push(`“${name}” is not marked as wrong`);
          }
          return faults;
        }
        """);

    private const string Forms =
        """
        [...document.querySelectorAll('main form[method=post i]')].filter(form => form.checkVisibility() && form.querySelector('button[type=submit]') &&
          form.querySelector('textarea, input[type=text], input[type=email], input[type=tel], input[type=password], input[inputmode]'))
        """;
}
