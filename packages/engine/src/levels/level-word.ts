import type { Level } from "../event.ts";

/** Words that name a level and hardly ever anything else, as loggers, syslog, databases and build tools write them. */
const SURE: Readonly<Record<Level, string>> = {
  trace: "trace trac trc finest finer verbose verb vrb",
  debug: "debug dbug dbg debug1 debug2 debug3 debug4 debug5",
  info: "info inf information informational notice ntc",
  warn: "warn warning wrn",
  error: "error err eror severe",
  fatal: "fatal fata ftl critical crit crt emerg emergency",
};

/** Words that name a level where a level is to be expected, and mean other things elsewhere. */
const LIKELY: Readonly<Record<Level, string>> = {
  trace: "silly",
  debug: "fine",
  info: "note log audit config success security",
  warn: "caution",
  error: "fail failure",
  fatal: "alert panic",
};

/** Longest and shortest of these words. */
const wordLengthMin = 3;
const wordLengthMax = 13;

/** Words of a table by a number made of their letters, since a level is looked for at several places of each line. */
function tableOf(...sources: readonly Readonly<Record<Level, string>>[]): ReadonlyMap<number, Level> {
  const table = new Map<number, Level>();
  for (const source of sources) {
    for (const level of Object.keys(source) as Level[]) {
      for (const word of source[level].split(" ")) table.set(keyOf(word, 0, word.length), level);
    }
  }
  return table;
}

/**
 * Number of a word whatever its case: exact up to six letters; of longer ones, letters that set apart the words above and nearly
 * all others, so that the word itself must agree.
 */
function keyOf(text: string, at: number, end: number): number {
  let key = 0;
  const last = Math.min(end, at + 6);
  for (let i = at; i < last; i += 1) key = key * 256 + (text.charCodeAt(i) | 32);
  return key * 16 + (end - at);
}

const sure = tableOf(SURE);
const likely = tableOf(SURE, LIKELY);
const longWords = new Set(
  [SURE, LIKELY]
    .flatMap((table) => Object.values(table).flatMap((words) => words.split(" ")))
    .filter((word) => word.length > 6),
);

/** Level that the word between two places names, whatever its case; null for any other word. */
export function levelOfWordAt(text: string, at: number, end: number): Level | null {
  return find(likely, text, at, end);
}

/** The same for places where a message may begin: only words that nearly always mean a level. */
export function levelOfSureWordAt(text: string, at: number, end: number): Level | null {
  return find(sure, text, at, end);
}

/** Level that a word names. */
export function levelOfWord(word: string): Level | null {
  return find(likely, word, 0, word.length);
}

function find(words: ReadonlyMap<number, Level>, text: string, at: number, end: number): Level | null {
  const length = end - at;
  if (length < wordLengthMin || length > wordLengthMax) return null;
  const level = words.get(keyOf(text, at, end)) ?? null;
  return level === null || length <= 6 || longWords.has(text.slice(at, end).toLowerCase()) ? level : null;
}
