/**
 * A word without its English ending, so that "closing", "closed" and "closes" are one: -s, -ed, -ing, -ion and a last e
 * go. Coarse on purpose: it only has to be the same for the same verb.
 */
export function stem(word: string): string {
  let w = word;
  if (w.length > 4 && w.endsWith("ies")) w = `${w.slice(0, -3)}y`;
  else if (w.length > 3 && w.endsWith("s") && !/(?:ss|us|is)$/.test(w)) w = w.slice(0, -1);
  for (const ending of ["ing", "ion", "ed", "er", "or"]) {
    const rest = w.slice(0, -ending.length);
    if (!w.endsWith(ending) || rest.length < 3 || !/[aeiouy]/.test(rest)) continue;
    w = /([bdfgmnprt])\1$/.test(rest) ? rest.slice(0, -1) : rest;
    break;
  }
  return w.length > 3 && w.endsWith("e") ? w.slice(0, -1) : w;
}
