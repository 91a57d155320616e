// One box that marks all boxes of a name in its form, shown only where script can do it.
for (const all of document.querySelectorAll('[data-all]')) {
  const boxes = [...all.form.elements].filter(box => box.name === all.dataset.all);
  const tell = () => {
    const marked = boxes.filter(box => box.checked).length;
    all.checked = marked === boxes.length;
    all.indeterminate = marked > 0 && marked < boxes.length;
  };
  all.hidden = false;
  all.addEventListener('change', () => { for (const box of boxes) box.checked = all.checked; });
  for (const box of boxes) box.addEventListener('change', tell);
  tell();
}
