// Questions that hang on another's answer. The stylesheet shows and hides most of them; here also those that hang on what is written.
const form = document.querySelector('.reply-form');
const parts = [...form.querySelectorAll('[data-asks]')];
const answersTo = name => [...form.elements]
  .filter(e => e.name === name && (!/radio|checkbox/.test(e.type) || e.checked) && e.value.trim() && !e.closest('[data-asks][hidden]'))
  .map(e => e.value.trim());
const holds = ({ asks, op, value }) => {
  const given = answersTo(asks);
  if (given.length === 0) return false;
  if (op === 'Answered') return true;
  return op === 'IsNot' ? !given.includes(value) : given.includes(value);
};
const show = () => { for (const part of parts) part.hidden = !holds(part.dataset); };
if (parts.length) {
  form.addEventListener('input', show);
  form.addEventListener('restored', show);
  show();
}
