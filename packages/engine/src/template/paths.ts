import { ALPHABETIC, classOf, DIGIT, LOWER, SPACE } from "./character.ts";

/** Signs that end a path or an address when they stand at its end. */
const TRAILING = ".,;:!?)]}'*";
const PATH_BREAKS = "\"'`<>|()[]{},;";

/** The end of a path that begins with a slash at `start`. */
export function pathEnd(text: string, start: number, end: number): number {
  let i = start;
  while (i < end) {
    const unit = text.charCodeAt(i);
    if (classOf(unit) & SPACE || PATH_BREAKS.includes(text[i] ?? " ")) break;
    // `/10.251.90.64:Got exception`: a path holds no colon before a word
    if (unit === 58 && !(classOf(text.charCodeAt(i + 1)) & DIGIT)) break;
    i++;
  }
  const stop = i;
  while (i > start + 1 && TRAILING.includes(text[i - 1] ?? " ")) i--;
  // a full stop that ends no sentence belongs to the name
  if (i === stop - 1 && text[i] === "." && text[stop] === " " && classOf(text.charCodeAt(stop + 1)) & LOWER)
    return stop;
  return i;
}

/** Where the scheme of an address or the drive of a Windows path begins in a word, or −1. */
export function urlStart(text: string, start: number, stop: number): number {
  const at = text.indexOf(":", start);
  for (let colon = at; colon >= 0 && colon < stop; colon = text.indexOf(":", colon + 1)) {
    const isDrive =
      text[colon + 1] === "\\" || (text[colon + 1] === "/" && text[colon + 2] !== "/" && colon === start + 1);
    if (isDrive && colon - 1 >= start && (colon === start + 1 || !isSchemeUnit(text, colon - 2))) {
      if (classOf(text.charCodeAt(colon - 1)) & ALPHABETIC) return colon - 1;
    }
    if (!text.startsWith("//", colon + 1)) continue;
    let from = colon;
    while (from > start && isSchemeUnit(text, from - 1)) from--;
    if (from < colon) return from;
  }
  return -1;
}

function isSchemeUnit(text: string, at: number): boolean {
  const c = classOf(text.charCodeAt(at));
  return (c & (ALPHABETIC | DIGIT)) !== 0 || text[at] === "+" || text[at] === "." || text[at] === "-";
}

/** The end of an address or Windows path that begins at `start`. */
export function urlEnd(text: string, start: number, end: number): number {
  let i = start;
  while (i < end) {
    const char = text[i] ?? " ";
    if (classOf(text.charCodeAt(i)) & SPACE || "\"'`<>|".includes(char)) break;
    if (")]},;".includes(char) && !isInside(text, i + 1, end)) break;
    i++;
  }
  while (i > start + 1 && TRAILING.includes(text[i - 1] ?? " ")) i--;
  return i;
}

/** Whether an address goes on after a bracket or comma: a letter, digit or slash follows at once. */
function isInside(text: string, at: number, end: number): boolean {
  return at < end && (classOf(text.charCodeAt(at)) & (ALPHABETIC | DIGIT)) !== 0;
}

/**
 * The end of what follows a request's method: the path or address, with `HTTP/1.1` when that follows. A target that holds
 * blanks or quotes (an attack) is read up to the protocol.
 */
export function requestTargetEnd(text: string, start: number, end: number): number {
  const char = text[start];
  const isTarget = char === "/" || char === "*" || text.startsWith("http", start);
  if (!isTarget) return -1;
  let i = start;
  while (i < end && !(classOf(text.charCodeAt(i)) & SPACE) && !(text[i] === '"' && text[i - 1] !== "\\")) i++;
  if (text.startsWith(" HTTP/", i)) return versionEnd(text, i + 6);
  const protocol = text.slice(i, Math.min(end, i + 2048)).search(/ HTTP\/\d/);
  if (protocol >= 0) return versionEnd(text, i + protocol + 6);
  return char === "*" && i === start + 1 ? -1 : i;
}

function versionEnd(text: string, start: number): number {
  let i = start;
  while (classOf(text.charCodeAt(i)) & DIGIT || text[i] === ".") i++;
  return i;
}
