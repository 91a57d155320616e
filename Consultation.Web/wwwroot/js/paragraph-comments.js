// "Kommenter" opens an editor in place and keeps comments in this browser; without script the link goes to the reply form.
import { readComments, writeComments } from './comment-store.js';

const tray = document.querySelector('[data-tray]');
if (tray) {
  const name = tray.dataset.tray;
  const words = tray.dataset;
  const template = document.querySelector('[data-comment-template]').content.firstElementChild;
  const quoteLength = 280;
  const keyOf = link => 'p' + new URL(link.href).searchParams.get('avsnitt');
  const labelOf = link => link.querySelector('[data-comment-word]');
  const links = () => document.querySelectorAll('[data-comment]');
  const excerpt = text => text.length > quoteLength ? text.slice(0, quoteLength - 1).replace(/\s+\S*$/, '') + '…' : text;

  const refresh = () => {
    const comments = readComments(name);
    const count = Object.keys(comments).length;
    for (const link of links()) {
      const para = link.closest('.para');
      const mine = keyOf(link) in comments;
      para.toggleAttribute('data-mine', mine);
      labelOf(link).textContent = mine ? words.change : words.write;
    }
    tray.hidden = count === 0;
    tray.querySelector('[data-tray-text]').textContent = words.count.split('|')[count === 1 ? 0 : 1].replace('{0}', count);
  };

  const open = (link, para) => {
    const key = keyOf(link);
    const number = link.dataset.comment;
    const form = template.cloneNode(true);
    const [area, stance] = [form.querySelector('textarea'), form.querySelector('select')];
    const label = form.querySelector('[data-label]');
    label.textContent = words.label.replace('{0}', number);
    label.htmlFor = area.id = 'kommentar-' + key;
    form.querySelector('[data-stance-label]').htmlFor = stance.id = 'standpunkt-' + key;
    const kept = readComments(name)[key];
    area.value = kept?.text ?? '';
    stance.value = kept?.stance ?? '';
    const save = () => {
      const comments = readComments(name);
      if (area.value.trim() || stance.value) {
        const quote = excerpt(para.querySelector('.para__text').textContent.replace(/\s+/g, ' ').trim());
        comments[key] = { text: area.value, stance: stance.value, number, quote, at: Date.now() };
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
    para.append(form);
    area.focus();
  };

  document.addEventListener('click', event => {
    const link = event.target.closest('[data-comment]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const para = link.closest('.para');
    const editor = para.querySelector('.para__edit textarea');
    if (editor) editor.focus(); else open(link, para);
  });
  addEventListener('storage', refresh);
  addEventListener('pageshow', refresh);
  refresh();
}
