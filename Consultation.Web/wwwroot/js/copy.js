// Buttons that copy a text or print the page; without script the text can be marked and the browser prints.
for (const button of document.querySelectorAll('[data-copy-button]')) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const area = document.getElementById(button.dataset.copyButton);
    try {
      await navigator.clipboard.writeText(area.value);
      button.setAttribute('role', 'status');
      button.lastChild.data = button.dataset.done;
    } catch {
      area.focus();
      area.select();
    }
  });
}
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
