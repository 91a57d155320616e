// The code that opens one's own reply stands behind # in the link, where no server sees it: it is posted, and taken along to the page in
// another language.
const opener = document.querySelector('form[data-open-own=true]');
const code = location.hash.slice(1);
if (opener && /^[\w-]{20,200}$/.test(code)) {
  opener.hidden = true;
  document.querySelector('[data-opening]').hidden = false;
  opener.elements.kode.value = code;
  opener.requestSubmit();
}
const token = document.querySelector('[data-own-token]')?.value;
if (token) for (const link of document.querySelectorAll('a[hreflang]')) link.hash = token;
