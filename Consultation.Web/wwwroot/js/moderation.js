// Redaction by marking text, the public result while one works, and keys that can be switched off (WCAG 2.1.4). Texts come from the page.
const form = document.querySelector('[data-moderation]');
const queue = [...document.querySelectorAll('[data-queue] a')];
const keys = document.querySelector('[data-keys]');
const remembered = 'hurtigtaster';

if (keys) {
  try { keys.checked = localStorage.getItem(remembered) !== 'nei'; } catch { /* told each time, then */ }
  keys.addEventListener('change', () => { try { localStorage.setItem(remembered, keys.checked ? 'ja' : 'nei'); } catch { /* as above */ } });
}
for (const part of document.querySelectorAll('[data-script]')) part.hidden = false;

const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, place) => values[place]);
let redact = () => {};

if (form) {
  const sources = [...form.querySelectorAll('[data-source]')];
  const list = form.querySelector('[data-marks]');
  const words = form.querySelector('[data-words]');
  const count = form.querySelector('[data-count]');
  const kept = count.textContent.trim().split(/(?<=\.)\s+/).at(-1);
  let last = null;
  let made = 0;

  // Where words go from one text: what is marked and checked, and every place of a word of the list.
  const places = source => {
    const text = source.value;
    const found = [...list.querySelectorAll('input:checked')]
      .map(box => box.value.match(/^(.*):(\d+):(\d+)$/))
      .filter(mark => mark && mark[1] === source.dataset.source && +mark[3] > 0)
      .map(mark => [+mark[2], +mark[2] + +mark[3]]);
    const lower = text.toLowerCase();
    // Where lower case has another length than the text, places would be wrong: then only exact matches are shown.
    const searched = lower.length === text.length ? lower : text;
    for (const word of words.value.split('\n').map(line => line.trim()).filter(Boolean)) {
      const wanted = searched === lower ? word.toLowerCase() : word;
      for (let at = searched.indexOf(wanted); at >= 0; at = searched.indexOf(wanted, at + wanted.length)) found.push([at, at + wanted.length]);
    }
    return found.sort((a, b) => a[0] - b[0]);
  };

  const render = () => {
    let hidden = 0;
    for (const source of sources) {
      const preview = form.querySelector(`[data-preview="${CSS.escape(source.dataset.source)}"]`);
      const nodes = [];
      let done = 0;
      for (const [from, to] of places(source)) {
        if (to <= done) continue;
        hidden++;
        if (from > done || nodes.length === 0) {
          nodes.push(document.createTextNode(source.value.slice(done, Math.max(from, done))));
          const mark = document.createElement('span');
          mark.className = 'redacted';
          mark.textContent = form.dataset.mark;
          nodes.push(mark);
        }
        done = to;
      }
      nodes.push(document.createTextNode(source.value.slice(done)));
      preview.replaceChildren(...nodes);
    }
    hidden += [...list.querySelectorAll('input:checked')].filter(box => box.value.endsWith(':0:0')).length;
    const { none, one, more } = form.dataset;
    count.textContent = `${fill(hidden === 0 ? none : hidden === 1 ? one : more, hidden)} ${kept}`;
  };

  redact = () => {
    const source = document.activeElement?.matches('[data-source]') ? document.activeElement : last;
    if (!source) return;
    const { selectionStart: from, selectionEnd: to } = source;
    source.focus();
    if (from === to) return;
    const value = `${source.dataset.source}:${from}:${to - from}`;
    const known = [...list.querySelectorAll('input')].find(box => box.value === value);
    if (known) { known.checked = true; render(); return; }
    const field = document.createElement('div');
    field.className = 'ds-field';
    const box = document.createElement('input');
    Object.assign(box, { type: 'checkbox', className: 'ds-input', name: 'sladd', value, id: `m${made++}`, checked: true });
    const label = document.createElement('label');
    label.className = 'ds-label';
    label.htmlFor = box.id;
    label.dataset.weight = 'regular';
    const text = source.value.slice(from, to);
    label.textContent = fill(form.dataset.label, text.length > 80 ? text.slice(0, 79) + '…' : text, source.labels[0].textContent);
    field.append(box, label);
    list.prepend(field);
    const choice = form.querySelector('[name=vedtak][value=Redact]');
    if (choice && !form.querySelector('[name=vedtak]:checked')) choice.checked = true;
    render();
  };

  for (const source of sources) {
    // Not read-only, so that a caret can be moved and a stretch marked by the keyboard; yet nothing typed changes the text.
    source.readOnly = false;
    source.ariaReadOnly = 'true';
    source.spellcheck = false;
    source.addEventListener('beforeinput', event => event.preventDefault());
    source.addEventListener('focus', () => { last = source; });
  }
  list.addEventListener('change', render);
  words.addEventListener('input', render);
  form.querySelector('[data-redact]').addEventListener('click', redact);
}

document.addEventListener('keydown', event => {
  if (keys && !keys.checked) return;
  if (event.altKey && event.code === 'KeyS') { event.preventDefault(); redact(); return; }
  if (event.ctrlKey && event.key === 'Enter') { if (form) { event.preventDefault(); form.requestSubmit(form.querySelector('[data-save]')); } return; }
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  if (event.target.closest('textarea, select, input:not([type=radio], [type=checkbox])')) return;
  const choice = /^[1-9]$/.test(event.key) && form?.querySelectorAll('[name=vedtak]')[event.key - 1];
  if (choice) { choice.click(); choice.focus(); return; }
  if (event.key.toLowerCase() === 'l') { form?.querySelector('[data-aside]')?.click(); return; }
  const step = { j: 1, k: -1 }[event.key.toLowerCase()];
  if (!step) return;
  const here = queue.findIndex(link => link.hasAttribute('aria-current'));
  queue[here + step]?.click();
});
