// What native elements cannot do alone. Every page works without it.
(() => {
  const modal = document.getElementById('components-reconnect-modal');
  const lost = name => modal?.classList.contains(`components-reconnect-${name}`);
  const draftKey = () => `typed:${location.pathname}${location.search}`;
  const fields = () => [...document.querySelectorAll('main :is(input,textarea,select)[id]:not([type=hidden],[type=password],[type=file])')];

  function keepTyped() {
    const typed = fields().map(field => [field.id, /checkbox|radio/.test(field.type) ? field.checked : field.value]);
    sessionStorage.setItem(draftKey(), JSON.stringify(typed));
  }

  function put(field, value) {
    const property = typeof value === 'boolean' ? 'checked' : 'value';
    if (field[property] === value) return;
    field[property] = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }

  // The page that comes back is interactive a moment after it is shown, so the values are put in until they hold.
  function restoreTyped() {
    const kept = sessionStorage.getItem(draftKey());
    if (!kept) return;
    sessionStorage.removeItem(draftKey());
    const typed = JSON.parse(kept);
    let rounds = 0;
    const timer = setInterval(() => {
      for (const [id, value] of typed) {
        const field = document.getElementById(id);
        if (field) put(field, value);
      }
      if (++rounds < 6) return;
      clearInterval(timer);
      document.body.dataset.typed = 'restored';
    }, 500);
  }

  // A circuit draws its page anew in place of the one that was sent. Who has begun to type by then goes on typing.
  const sent = new WeakSet();
  const typedEarly = new Map();

  function noteSent() {
    typedEarly.clear();
    for (const field of fields()) sent.add(field);
  }

  function noteTyped({ target: field }) {
    if (sent.has(field)) typedEarly.set(field.id, field);
  }

  function carryOver() {
    for (const [id, old] of typedEarly) {
      const field = old.isConnected ? null : document.getElementById(id);
      if (!field) continue;
      typedEarly.delete(id);
      const caret = old.selectionEnd;
      put(field, /checkbox|radio/.test(old.type) ? old.checked : old.value);
      if (typedEarly.size > 0 || document.activeElement !== document.body) continue;
      field.focus();
      if (typeof caret === 'number') field.setSelectionRange(caret, caret);
    }
  }

  noteSent();
  document.addEventListener('input', noteTyped, true);
  document.addEventListener('change', noteTyped, true);
  new MutationObserver(() => typedEarly.size > 0 && carryOver()).observe(document.body, { childList: true, subtree: true });

  function reload() {
    keepTyped();
    location.reload();
  }

  async function retry() {
    try {
      if (!await Blazor.reconnect()) reload();
    } catch {
      // Still no network: the dialog stays, and the next press or visit tries again.
    }
  }

  modal?.addEventListener('click', event => {
    const action = event.target.closest('[data-reconnect]')?.dataset.reconnect;
    if (action === 'retry') retry();
    if (action === 'reload') reload();
  });

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return;
    if (lost('failed')) retry();
    if (lost('rejected')) reload();
  });

  // The skip link and the links of the error summary move focus, also where the browser script takes the click.
  document.addEventListener('click', event => {
    const link = event.target.closest?.('.error-summary a[href*="#"], a.skipnav');
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    target.scrollIntoView({ block: link.matches('.skipnav') ? 'start' : 'center' });
    (target.matches('fieldset') ? target.querySelector('input') ?? target : target).focus();
  }, true);

  document.addEventListener('click', event => {
    const shell = event.target.closest?.('[data-closes]')?.closest('dialog, details');
    if (!shell) return;
    if (shell.matches('dialog')) return shell.close();
    shell.open = false;
    shell.querySelector('summary').focus();
  });

  document.addEventListener('click', event => event.target.closest?.('[data-print]') && window.print());

  // Where a form saves as it is filled in, a pause in typing counts as leaving the field.
  const pauses = new WeakMap();
  // A field that was left waits for no pause: one that ended after the form was sent would take its errors away again.
  document.addEventListener('change', event => clearTimeout(pauses.get(event.target)));
  document.addEventListener('input', event => {
    const field = event.target;
    if (!field.matches?.('[data-saves-as-typed] :is(textarea, input[type=text])')) return;
    clearTimeout(pauses.get(field));
    pauses.set(field, setTimeout(() => field.dispatchEvent(new Event('change', { bubbles: true })), 1000));
  });

  window.mentorMatch = {
    showDialog: dialog => dialog.showModal(),
    closeDialog: dialog => dialog.close(),
  };

  // A page that is put in place of another is read from its heading; the first one from the top, skip link first.
  let shownPath = location.pathname;
  globalThis.Blazor?.addEventListener('enhancedload', () => {
    noteSent();
    if (location.pathname === shownPath) return;
    shownPath = location.pathname;
    const heading = document.querySelector('h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus();
  });

  restoreTyped();
})();
