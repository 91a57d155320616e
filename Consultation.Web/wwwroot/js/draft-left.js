// The hearing takes no replies, but this browser holds what was begun: it is shown, so that it can be copied.
const box = document.querySelector('[data-draft-left]');
if (box) {
  const keys = ['', ':comments'].map(end => 'hoering:draft:' + box.dataset.draftLeft + end);
  const read = key => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const [draft, comments] = keys.map(read);
  const written = (draft?.values ?? []).filter(([name, value]) => name === 'tekst' ? value.trim() : name.startsWith('q.') && value.trim().includes(' ')).map(v => v[1]);
  const texts = [...written, ...Object.values(comments ?? {}).map(comment => comment.text).filter(Boolean)];
  if (texts.length) {
    box.querySelector('textarea').value = texts.join('\n\n');
    box.hidden = false;
  }
  box.querySelector('[data-draft-delete]').addEventListener('click', () => {
    try { for (const key of keys) localStorage.removeItem(key); } catch { /* nothing was kept */ }
    box.hidden = true;
  });
}
