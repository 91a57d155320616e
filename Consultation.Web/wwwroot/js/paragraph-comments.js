// "Kommenter" opens an editor in place and keeps comments in this browser; without script the link goes to the reply form.
import { readComments, writeComments } from './comment-store.js';

const tray = document.querySelector('[data-tray]');
if (tray) {
  const name = tray.dataset.tray;
  const words = tray.dataset;
  const template = document.querySelector('[data-comment-template]').content.firstElementChild;
  const quoteLength = 280;
  const kinds = { avsnitt: 'p', kapittel: 'c', dokument: 'd' };
  const keyOf = link => {
    const [[kind, id]] = new URL(link.href).searchParams;
    return kinds[kind] + id;
  };
  const placeOf = link => link.closest('.para, [data-place]');
  const labelOf = link => link.querySelector('[data-comment-word]');
  const links = () => document.querySelectorAll('[data-comment]');
  const excerpt = text => text.length > quoteLength ? text.slice(0, quoteLength - 1).replace(/\s+\S*$/, '') + '…' : text;

  const refresh = () => {
    const comments = readComments(name);
    const count = Object.keys(comments).length;
    for (const link of links()) {
      const mine = keyOf(link) in comments;
      const label = labelOf(link);
      label.dataset.word ??= label.textContent;
      placeOf(link).toggleAttribute('data-mine', mine);
      label.textContent = mine ? words.change : label.dataset.word;
    }
    tray.hidden = count === 0;
    tray.querySelector('[data-tray-text]').textContent = words.count.split('|')[count === 1 ? 0 : 1].replace('{0}', count);
  };

  const open = (link, place) => {
    const key = keyOf(link);
    const named = link.dataset.comment;
    const form = template.cloneNode(true);
    const [area, stance] = [form.querySelector('textarea'), form.querySelector('select')];
    const label = form.querySelector('[data-label]');
    label.textContent = { p: words.labelP, c: words.labelC, d: words.labelD }[key[0]].replace('{0}', () => named);
    label.htmlFor = area.id = 'kommentar-' + key;
    form.querySelector('[data-stance-label]').htmlFor = stance.id = 'standpunkt-' + key;
    const kept = readComments(name)[key];
    area.value = kept?.text ?? '';
    stance.value = kept?.stance ?? '';
    const save = () => {
      const comments = readComments(name);
      if (area.value.trim() || stance.value) {
        const quote = key[0] === 'p' ? excerpt(place.querySelector('.para__text').textContent.replace(/\s+/g, ' ').trim()) : undefined;
        const url = location.pathname + '#' + (place.dataset.place ?? place.id);
        comments[key] = { text: area.value, stance: stance.value, named, quote, url, at: Date.now() };
      } else {
        delete comments[key];
      }
      return writeComments(name, comments);
    };
    const close = () => { form.remove(); refresh(); link.focus(); };
    form.addEventListener('input', save);
    form.addEventListener('submit', event => {
      event.preventDefault();
      if (save()) close(); else form.querySelector('[data-unsaved]').hidden = false;
    });
    form.querySelector('[data-remove]').addEventListener('click', () => { area.value = stance.value = ''; save(); close(); });
    form.addEventListener('keydown', event => { if (event.key === 'Escape') close(); });
    place.append(form);
    area.focus();
  };

  document.addEventListener('click', event => {
    const link = event.target.closest('[data-comment]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const place = placeOf(link);
    const editor = place.querySelector(':scope > .para__edit textarea');
    if (editor) editor.focus(); else open(link, place);
  });
  addEventListener('storage', refresh);
  addEventListener('pageshow', refresh);
  refresh();
}
