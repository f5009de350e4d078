import { isLetter, skipBlanks } from "../header/chars.ts";

/** Longest name that counts as one. */
const nameLengthMax = 128;

/**
 * The account that a message is about: `user=mike`, `user 'mike'`, `username: mike`, `invalid user mike from …`, `for mike from …`.
 * In sshd's sentences the name is all that stands between the words around it, blanks and `from` included, so that a name cannot
 * pretend to be the end of its sentence. Null when the message names none.
 */
export function userName(message: string): string | null {
  const fixed = sudoCaller(message) ?? addedAccount(message);
  if (fixed !== null) return fixed;
  const sentence = nameInSentence(message);
  if (sentence !== null) return sentence;
  let at = message.indexOf("ser");
  for (let tries = 0; at >= 0 && tries < 6; tries += 1) {
    const name = nameAfterUser(message, at);
    if (name !== null) return name;
    at = message.indexOf("ser", at + 3);
  }
  return null;
}

/** sudo names who calls before whom he becomes: `kim : user NOT in sudoers ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls`. */
function sudoCaller(message: string): string | null {
  const at = message.indexOf(" : ");
  if (at < 1 || at > nameLengthMax || !message.includes(" ; USER=", at)) return null;
  const name = message.slice(skipBlanks(message, 0), at);
  return name === "" || name.includes(" ") ? null : name;
}

/** useradd and its kin: `new user: name=kim, UID=1007, …`. */
function addedAccount(message: string): string | null {
  if (!message.startsWith("new user: name=")) return null;
  const comma = message.indexOf(",", 15);
  return comma > 15 && comma - 15 <= nameLengthMax ? message.slice(15, comma) : null;
}

/** Beginnings of sshd's sentences before a name; what follows it is ` from ADDRESS` or ` ADDRESS port N`. */
const SENTENCES = [
  "Invalid user ",
  "invalid user ",
  "authenticating user ",
  "from user ",
  "by user ",
  " for ",
];

function nameInSentence(message: string): string | null {
  const port = message.lastIndexOf(" port ");
  if (port < 0 && !message.startsWith("Invalid user ")) return null;
  const addressAt = port < 0 ? message.length : message.lastIndexOf(" ", port - 1);
  const from = message.lastIndexOf(" from ", addressAt);
  const end = from >= 0 && from + 5 >= addressAt - 1 ? from : port < 0 ? from : addressAt;
  if (end < 0) return null;
  for (const start of SENTENCES) {
    const at = message.indexOf(start);
    if (at < 0 || at > 80 || at + start.length > end) continue;
    const name = message.slice(at + start.length, end);
    return name === "" || name.length > nameLengthMax ? null : name;
  }
  return null;
}

/** The value after `user`, `username`, `User`, `ruser` with the word's middle at `at`. */
function nameAfterUser(message: string, at: number): string | null {
  if ((message.charCodeAt(at - 1) | 32) !== 117) return null;
  let end = at + 3;
  if (message.startsWith("name", end) || message.startsWith("Name", end) || message.startsWith(" name", end))
    end = message.indexOf("ame", end) + 3;
  const mark = message.charCodeAt(end);
  if (mark !== 61 && mark !== 58 && mark !== 32) return null;
  const hasKey = mark !== 32;
  let start = hasKey ? end + 1 : end;
  start = mark === 61 ? start : skipBlanks(message, start);
  const quote = message.charCodeAt(start);
  const close = quote === 60 ? ">" : message.charAt(start);
  if (quote === 39 || quote === 34 || quote === 60) {
    const stop = message.indexOf(close, start + 1);
    return stop > start + 1 && stop - start <= nameLengthMax ? message.slice(start + 1, stop) : null;
  }
  let stop = start;
  while (stop < message.length && stop - start < nameLengthMax && isNameCode(message.charCodeAt(stop)))
    stop += 1;
  if (stop === start) return null;
  const name = withoutEnd(message.slice(start, stop));
  // Without a key, a word behind `user` may be any word of a sentence.
  if (
    !hasKey &&
    (NOT_NAMES.has(name) ||
      (message.charCodeAt(at + 3) === 32 && !isLetter(name.charCodeAt(0)) && !/\d/.test(name)))
  )
    return null;
  return name === "" ? null : name;
}

const NOT_NAMES = new Set(
  "is was has not name names unknown by from to of with for in and or who that authentication account login logged session id agent does could can group input failed request data process list added deleted created removed changed".split(
    " ",
  ),
);

function isNameCode(code: number): boolean {
  return (
    code > 32 &&
    code !== 34 &&
    code !== 39 &&
    code !== 44 &&
    code !== 59 &&
    code !== 41 &&
    code !== 93 &&
    code !== 62 &&
    code !== 40
  );
}

function withoutEnd(name: string): string {
  return name.endsWith(".") || name.endsWith(":") ? name.slice(0, -1) : name;
}
