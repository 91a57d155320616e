// Uploads files at once, with progress, and lets them be taken away. Without script they are sent with the form.
const part = document.querySelector('[data-attachments]');
const form = part.closest('form');
const words = part.dataset;
const list = part.querySelector('[data-files]');
const input = part.querySelector('input[type=file]');
const template = part.querySelector('[data-file-template]').content.firstElementChild;
const status = part.querySelector('[data-file-status]');
const wait = form.querySelector('[data-wait]');
const language = document.documentElement.lang;
const running = new Set();
part.querySelector('[data-upload]').hidden = true;

const size = bytes => {
  const [small, kilo, mega] = words.units.split('|');
  if (bytes < 1024) return small.replace('{0}', bytes);
  if (bytes < 1024 * 1024) return kilo.replace('{0}', Math.round(bytes / 1024));
  return mega.replace('{0}', (bytes / 1024 / 1024).toLocaleString(language, { maximumFractionDigits: 1 }));
};
const errors = { 413: words.tooLarge, 415: words.type, 422: words.empty, 429: words.busy, 503: words.busy };

const settle = upload => {
  running.delete(upload);
  form.dispatchEvent(new Event('files'));
  if (running.size === 0 && form.dataset.waits) {
    const button = form.querySelector(`button[data-waits]`);
    delete form.dataset.waits;
    wait.hidden = true;
    button?.removeAttribute('data-waits');
    form.requestSubmit(button);
  }
};

const add = file => {
  const item = template.cloneNode(true);
  const state = item.querySelector('[data-file-state]');
  const button = item.querySelector('button');
  item.querySelector('[data-file-name]').textContent = file.name;
  item.querySelector('[data-file-label]').textContent = ' ' + file.name;
  list.append(item);
  const fail = text => {
    state.className = 'ds-validation-message';
    state.textContent = text;
    status.textContent = file.name + ': ' + text;
    item.dataset.failed = '';
  };
  if (file.size === 0) return fail(words.empty);
  if (file.size > Number(words.most)) return fail(words.tooLarge);
  if (list.querySelectorAll('[data-file]:not([data-failed])').length > Number(words.mostFiles)) return fail(words.many);

  const bar = document.createElement('progress');
  bar.max = 1;
  bar.setAttribute('aria-label', file.name);
  state.textContent = words.uploading.replace('{0}', size(file.size));
  state.after(bar);
  const request = new XMLHttpRequest();
  button.abort = () => request.abort();
  running.add(request);
  request.upload.addEventListener('progress', event => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
  request.addEventListener('load', () => {
    bar.remove();
    if (request.status === 201) {
      const kept = JSON.parse(request.responseText);
      const field = document.createElement('input');
      field.type = 'hidden';
      field.name = 'vedlegg';
      field.value = [kept.token, kept.size, kept.fileName].join('/');
      item.prepend(field);
      item.querySelector('[data-file-name]').textContent = kept.fileName;
      state.textContent = words.ready.replace('{0}', size(kept.size));
      status.textContent = kept.fileName + ': ' + state.textContent;
    } else {
      fail(errors[request.status] ?? words.failed);
    }
    settle(request);
  });
  request.addEventListener('error', () => { bar.remove(); fail(words.failed); settle(request); });
  request.addEventListener('abort', () => settle(request));
  request.open('POST', words.attachments);
  const data = new FormData();
  data.append('file', file);
  request.send(data);
};

input.addEventListener('change', () => {
  for (const file of input.files) add(file);
  input.value = '';
});
list.addEventListener('click', event => {
  const button = event.target.closest('[name=fjernfil]');
  if (!button) return;
  event.preventDefault();
  const item = button.closest('[data-file]');
  const next = item.nextElementSibling ?? item.previousElementSibling;
  button.abort?.();
  status.textContent = words.removed.replace('{0}', item.querySelector('[data-file-name]').textContent);
  item.remove();
  (next?.querySelector('button') ?? input).focus();
  form.dispatchEvent(new Event('files'));
});
// Sending waits for what is on its way; whoever does not want to wait takes the file away.
form.addEventListener('submit', event => {
  if (running.size === 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  form.dataset.waits = 'true';
  event.submitter?.setAttribute('data-waits', '');
  wait.hidden = false;
});
