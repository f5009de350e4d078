import { COLON, DOT, isDigit, skipDigits } from "./chars.ts";
import { wholeHeader, type Fields, type Header } from "./header.ts";

/** Longest words before the server's address: the site and the machine. */
const namesMax = 2;
/** Columns that a line has at least from the server's address on: address, method, path, query, port, user, client. */
const columnsMin = 7;

/**
 * W3C lines of IIS in its own order of columns, after date and time: `[site machine] server METHOD path query port user client …
 * status substatus win32 …`. The line alone tells them by two addresses at their places. Null for other lines.
 */
export function readIisTail(text: string, at: number, timestamp: string | null): Header | null {
  const words = text.slice(at).split(" ");
  const first = words.findIndex((word, index) => index <= namesMax && isAddress(word));
  const [server, method = "", path = "", , port = "", user = "", client = ""] =
    first < 0 ? [] : words.slice(first);
  if (server === undefined || words.length < first + columnsMin) return null;
  if (!/^[A-Z]{3,10}$/.test(method) || !path.startsWith("/") || skipDigits(port, 0) !== port.length)
    return null;
  if (!isAddress(client)) return null;
  const fields: Fields = { src: client, server, method, port };
  if (user !== "-") fields["user"] = user;
  const status = statusIn(words.slice(first + columnsMin));
  if (status !== null) fields["http_status"] = status;
  return wholeHeader(timestamp, null, text.slice(at), fields);
}

/** True for what begins as an address does, which tells nearly all other lines apart at once. */
export function mayBeIis(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return isDigit(code)
    ? text.charCodeAt(skipDigits(text, at)) === DOT
    : code === COLON || text.startsWith("W3SVC", at);
}

function isAddress(word: string): boolean {
  return /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}:[\da-f:.%]+)$/i.test(word);
}

/** The first of three numbers in a row, or of the last ones: status, substatus, the system's own. */
function statusIn(words: readonly string[]): string | null {
  const at = words.findIndex(
    (word, index) => /^[1-5]\d\d$/.test(word) && isNumber(words[index + 1]) && isNumber(words[index + 2]),
  );
  return at < 0 ? null : (words[at] ?? null);
}

function isNumber(word: string | undefined): boolean {
  return word !== undefined && word !== "" && skipDigits(word, 0) === word.length;
}
