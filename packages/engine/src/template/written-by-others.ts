import { GAP, MARK, type Message, VALUE } from "./message.ts";
import { pushMark, pushValue } from "./push-pieces.ts";
import { hashText } from "./word-table.ts";

const COLON = 58;
const OPEN_BRACE = 123;
const QUOTE = 34;
const COMMAND_KEYS = new Set(["COMMAND", "CMD"]);
const DEPRECATED = hashText("deprecated");
/** Server, timers, status, bytes, two cookies. */
const COLUMNS_BEFORE_STATE = 6;
/** Termination state, connection counts, queues: what HAProxy writes before the captured headers and the request. */
const HAPROXY_STATE = /[A-Za-z-]{4} \d+\/\d+\/\d+\/\d+\/\+?\d+ \d+\/\d+(?= |$)/y;

/**
 * Places where the rest of a line is one value, for no log statement wrote it: the command line after `COMMAND=` (sudo), and the
 * reason after `deprecated name@1.2.3: ` (npm), which is a package author's text.
 *
 * @returns Whether the piece pushed last begins such a place.
 */
export function beginsForeignText({ kind, hash, text, start, stop, count }: Message): boolean {
  const last = count - 1;
  if (last < 1) return false;
  if (kind[last] === MARK && hash[last] === 61) {
    return COMMAND_KEYS.has(text.slice(start[last - 1], stop[last - 1]));
  }
  return (
    last >= 4 &&
    kind[last] === GAP &&
    hash[last - 1] === COLON &&
    kind[last - 2] === VALUE &&
    hash[last - 4] === DEPRECATED &&
    text.slice(start[last - 2], stop[last - 2]).includes("@")
  );
}

/**
 * Reads HAProxy's HTTP format, once its termination state begins at `i`: each column from the server's name on (six before the
 * state), each list of captured headers and the request is a value (so many in a row are one to the miner). Returns where it ends, −1 when it is something else.
 */
export function haproxyEnd(message: Message, i: number): number {
  const { text, units, end, kind, start } = message;
  HAPROXY_STATE.lastIndex = i;
  if (!HAPROXY_STATE.test(text)) return -1;
  let at = Math.min(HAPROXY_STATE.lastIndex, end);
  let from = i;
  for (let column = 0; column < COLUMNS_BEFORE_STATE && from > 1; column++) {
    from = text.lastIndexOf(" ", from - 2) + 1;
  }
  while (message.count > 0 && (start[message.count - 1] ?? 0) >= from) message.count--;
  if (message.count > 0 && kind[message.count - 1] !== GAP) return -1;
  for (let gap = text.indexOf(" ", from); gap >= 0 && gap < at; gap = text.indexOf(" ", from)) {
    pushValue(message, from, gap);
    message.push(GAP, gap, gap + 1, 32, 0);
    from = gap + 1;
  }
  pushValue(message, from, at);
  while (at + 2 < end) {
    const open = units[at + 1];
    if (open !== OPEN_BRACE && open !== QUOTE) break;
    const close = open === QUOTE ? text.lastIndexOf('"', end - 1) : text.indexOf("}", at);
    if (close <= at + 1 || close >= end) break;
    message.push(GAP, at, at + 1, 32, 0);
    pushMark(message, at + 1, at + 2);
    pushValue(message, at + 2, close);
    pushMark(message, close, close + 1);
    at = close + 1;
  }
  return at;
}
