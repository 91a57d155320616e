// The reply is received, so its draft in this browser has done its work. A draft begun later stays.
const receipt = document.querySelector('[data-draft-sent]');
const key = 'hoering:draft:' + receipt.dataset.draftSent;
try {
  const draft = JSON.parse(localStorage.getItem(key));
  const comments = JSON.parse(localStorage.getItem(key + ':comments'));
  // By this browser's own clock where it was sent from here.
  const latest = Number(sessionStorage.getItem(key + ':sent')) || Date.parse(receipt.dataset.received) + 60000;
  sessionStorage.removeItem(key + ':sent');
  if (draft && draft.at <= latest) localStorage.removeItem(key);
  if (comments && Object.values(comments).every(comment => comment.at <= latest)) localStorage.removeItem(key + ':comments');
} catch {
  // No storage, no draft.
}
