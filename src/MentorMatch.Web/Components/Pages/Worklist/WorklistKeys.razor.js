const kept = 'worklist-keys';

// Moves the focus from line to line, so that Enter opens the link that has it.
export function start() {
  const box = document.getElementById('work-keys-on');
  const help = document.getElementById('work-keys');
  box.checked = localStorage.getItem(kept) !== 'off';
  const keep = () => localStorage.setItem(kept, box.checked ? 'on' : 'off');

  function move(by) {
    const links = [...document.querySelectorAll('[data-work]')];
    if (links.length === 0) return;
    const row = document.activeElement?.closest('.work-row');
    const at = links.findIndex(link => link.closest('.work-row') === row);
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by));
    links[next].focus();
  }

  function press(event) {
    if (!box.checked || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]')) return;
    if (event.key === 'j') move(1);
    else if (event.key === 'k') move(-1);
    else if (event.key === '?') {
      help.open = !help.open;
      if (help.open) help.querySelector('summary').focus();
    } else return;
    event.preventDefault();
  }

  box.addEventListener('change', keep);
  document.addEventListener('keydown', press);
  return {
    stop() {
      box.removeEventListener('change', keep);
      document.removeEventListener('keydown', press);
    },
  };
}
