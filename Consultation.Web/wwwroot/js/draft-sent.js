// The reply is received, so its draft in this browser has done its work. A draft begun later stays.
const receipt = document.querySelector('[data-draft-sent]');
const key = 'hoering:draft:' + receipt.dataset.draftSent;
try {
  const draft = JSON.parse(localStorage.getItem(key));
  if (draft && draft.at <= Date.parse(receipt.dataset.received) + 60000) localStorage.removeItem(key);
} catch {
  // No storage, no draft.
}
