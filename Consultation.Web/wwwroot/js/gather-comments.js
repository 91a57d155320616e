// Brings comments written in the documents into the reply form, and keeps those written in the form. Without script the server does it.
import { readComments, writeComments } from './comment-store.js';

const list = document.querySelector('[data-comments]');
if (list) {
  const name = list.dataset.comments;
  const template = document.querySelector('[data-note-template]').content.firstElementChild;
  const items = () => [...list.querySelectorAll('[data-note]')];
  const areaOf = item => item.querySelector('textarea');
  const stanceOf = item => item.querySelector('select');

  const make = (key, comment) => {
    const item = template.cloneNode(true);
    item.dataset.note = key;
    const [area, stance, label] = [areaOf(item), stanceOf(item), item.querySelector('[data-note-label]')];
    const { labelP, labelC, labelD } = list.dataset;
    label.textContent = { p: labelP, c: labelC, d: labelD }[key[0]].replace('{0}', () => comment.named ?? '');
    label.htmlFor = area.id = 'kommentar-' + key;
    area.name = 'kommentar.' + key;
    item.querySelector('[data-note-stance]').htmlFor = stance.id = 'standpunkt-' + key;
    stance.name = 'standpunkt.' + key;
    const quote = item.querySelector('[data-note-quote]');
    if (comment.quote) quote.textContent = comment.quote; else quote.remove();
    item.querySelector('[data-note-link]').href = comment.url ?? list.dataset.paper;
    item.querySelector('[data-note-name]').textContent = ' – ' + label.textContent;
    item.querySelector('[name=fjern]').value = key;
    list.append(item);
    return item;
  };

  for (const [key, comment] of Object.entries(readComments(name))) {
    if (!/^[pcd]\d{1,19}$/.test(key)) continue;
    const known = items().find(item => item.dataset.note === key);
    const item = known ?? make(key, comment);
    // What the server shows again after an error is what was last typed.
    if (known && (areaOf(item).value || stanceOf(item).value)) continue;
    areaOf(item).value = comment.text ?? '';
    stanceOf(item).value = comment.stance ?? '';
  }
  const keep = item => {
    const comments = readComments(name);
    const [text, stance] = [areaOf(item).value, stanceOf(item).value];
    comments[item.dataset.note] = { ...comments[item.dataset.note], text, stance, at: Date.now() };
    writeComments(name, comments);
  };
  list.addEventListener('input', event => keep(event.target.closest('[data-note]')));
  list.addEventListener('click', event => {
    const button = event.target.closest('[name=fjern]');
    if (!button) return;
    event.preventDefault();
    const item = button.closest('[data-note]');
    const next = item.nextElementSibling ?? item.previousElementSibling;
    const comments = readComments(name);
    delete comments[item.dataset.note];
    writeComments(name, comments);
    item.remove();
    (next ? areaOf(next) : document.getElementById('avsnittnr')).focus();
  });
}
