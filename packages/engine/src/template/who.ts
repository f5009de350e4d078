import { GAP, MARK, type Message, NAME, WORD } from "./message.ts";
import { IS_GRAMMAR, IS_STATE } from "./vocabulary.ts";
import { hashText } from "./word-table.ts";

const COLON = 58;
const BY = hashText("by");
const FOR = hashText("for");
const FROM = hashText("from");
const ON = hashText("on");

/**
 * Whether piece `i` stands where log statements name who did something, though no word before it says so:
 * `for alice from 192.0.2.7`, `by alice from`, `alice on pts/3`, and `alice : ` at the start (sudo). Names may be words (Grace, Mark).
 */
export function isWho(message: Message, i: number): boolean {
  const { kind, hash, flags, count } = message;
  if (kind[i] !== NAME && (kind[i] !== WORD || ((flags[i] ?? 0) & (IS_GRAMMAR | IS_STATE)) !== 0))
    return false;
  if (kind[i + 1] !== GAP || i + 3 >= count) return false;
  if (i === 0) return kind[2] === MARK && message.isSign(2, COLON) && kind[3] === GAP;
  if (hash[i + 2] === FROM) return i >= 2 && i + 4 < count && (hash[i - 2] === FOR || hash[i - 2] === BY);
  return hash[i + 2] === ON && i + 4 < count && isTerminal(message, i + 4);
}

function isTerminal({ text, start }: Message, i: number): boolean {
  const at = start[i] ?? 0;
  return text.startsWith("pts/", at) || text.startsWith("tty", at);
}
