// A link that leads to the same question as a page of its own opens it as a dialog where there is script.
for (const link of document.querySelectorAll('[data-dialog]')) {
  const dialog = document.getElementById(link.dataset.dialog);
  if (!dialog) continue;
  if (dialog.open) { dialog.close(); dialog.showModal(); }
  link.addEventListener('click', event => { event.preventDefault(); dialog.showModal(); });
  dialog.querySelector('[data-close]')?.addEventListener('click', event => { event.preventDefault(); dialog.close(); });
}
