// Comments that this browser keeps until the reply is sent, by place: { p12: { text, stance, named, quote, url, at } }; c: a chapter, d: a document.
const keyOf = name => 'hoering:draft:' + name + ':comments';
export const readComments = name => {
  try { return JSON.parse(localStorage.getItem(keyOf(name))) ?? {}; } catch { return {}; }
};
export const writeComments = (name, comments) => {
  try {
    if (Object.keys(comments).length) localStorage.setItem(keyOf(name), JSON.stringify(comments));
    else localStorage.removeItem(keyOf(name));
    return true;
  } catch {
    return false;
  }
};
