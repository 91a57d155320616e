// Renews what changes by itself until nothing more will: the same page is asked for, and its changing part put in place of the old one.
const renew = async () => {
  const old = document.querySelector('[data-poll]');
  if (!old) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (answer.ok && !answer.redirected) {
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const part = page.querySelector('[data-part]') ?? page.querySelector('[data-poll]');
      if (part && part.innerHTML !== old.innerHTML) {
        old.replaceChildren(...part.childNodes);
        if (!part.dataset.poll) delete old.dataset.poll;
      }
    }
  } catch { /* the network is away: tried again */ }
  setTimeout(renew, +(old.dataset.poll ?? 0) || 2000);
};
const first = document.querySelector('[data-poll]');
if (first) setTimeout(renew, +first.dataset.poll);
