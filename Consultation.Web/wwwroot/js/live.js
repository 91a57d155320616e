// Parts of a page that the server draws anew from what stands in the form. A button with data-part names the part and, without script, posts
// the whole form; with script only the part is fetched. data-live names the inputs that do the same by themselves.
const pause = 400;
const tooLong = 300_000;

const written = data => JSON.stringify([...data]);

// While a button is held down nothing is replaced under it: the click would be lost.
let held = false;
addEventListener('pointerdown', () => { held = true; }, true);
for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => setTimeout(() => { held = false; }), true);

const renew = async (button, quietly) => {
  const form = button.form;
  const part = document.getElementById(button.dataset.part);
  // What somebody asked for by a button goes before what follows by itself.
  if (quietly && part.asked) return;
  part.asked = !quietly;
  const turn = (part.turn = (part.turn ?? 0) + 1);
  try {
    const body = new FormData(form, button);
    const response = await fetch(button.formAction, { method: 'POST', body, headers: { Part: button.dataset.part } });
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    const html = await response.text();
    if (turn !== part.turn) return; // a newer answer is on its way
    // What was typed while the answer was on its way must not be lost: ask again.
    const holdsInputs = [...form.elements].some(input => input.name && part.contains(input));
    if (holdsInputs && written(new FormData(form, button)) !== written(body)) {
      part.asked = false;
      return await renew(button, quietly);
    }
    if (quietly && held) return void setTimeout(() => renew(button, true).catch(() => {}), pause);
    show(part, html, quietly);
  } finally {
    if (turn === part.turn) part.asked = false;
  }
};

const show = (part, html, quietly) => {
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const [from, to] = focused && 'selectionStart' in focused ? [focused.selectionStart, focused.selectionEnd] : [];
  part.innerHTML = html;
  const wanted = quietly ? focused?.id : part.querySelector('[data-focus]')?.dataset.focus || focused?.id;
  const next = wanted && document.getElementById(wanted);
  next?.focus({ preventScroll: quietly });
  if (next && quietly && from != null) next.setSelectionRange?.(from, to);
};

document.addEventListener('click', event => {
  const button = event.target.closest?.('button[data-part]');
  if (!button || button.dataset.plain) return;
  event.preventDefault();
  renew(button, false).catch(() => {
    button.dataset.plain = 'true'; // signed out, or no network: let the browser say so, with the form kept
    button.click();
    delete button.dataset.plain;
  });
});

let timer;
const onChange = event => {
  for (const button of document.querySelectorAll('button[data-live]')) {
    if ((button.dataset.on ?? 'input') !== event.type || !event.target.matches?.(button.dataset.live)) continue;
    if ((event.target.value?.length ?? 0) > tooLong) continue;
    clearTimeout(timer);
    timer = setTimeout(() => renew(button, true).catch(() => {}), event.type === 'input' ? pause : 0);
  }
};
document.addEventListener('input', onChange);
document.addEventListener('change', onChange);

// What was typed before this module came, or what the browser has put back, is shown too.
for (const button of document.querySelectorAll('button[data-live]')) {
  const inputs = [...document.querySelectorAll(button.dataset.live)];
  if (inputs.some(input => 'defaultValue' in input && input.value !== input.defaultValue)) renew(button, true).catch(() => {});
}
