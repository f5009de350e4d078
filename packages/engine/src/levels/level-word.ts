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

const sure = new Map(entriesOf(SURE));
const likely = new Map([...sure, ...entriesOf(LIKELY)]);

/** Longest and shortest of these words. */
const lengthMin = 3;
const lengthMax = 13;

/** Level that a word names, whatever its case; null for any other word. */
export function levelOfWord(word: string): Level | null {
  return find(likely, word);
}

/** The same for words that stand where a message may begin: only those that nearly always mean a level. */
export function levelOfSureWord(word: string): Level | null {
  return find(sure, word);
}

function find(words: ReadonlyMap<string, Level>, word: string): Level | null {
  if (word.length < lengthMin || word.length > lengthMax) return null;
  return words.get(word.toLowerCase()) ?? null;
}

function entriesOf(table: Readonly<Record<Level, string>>): [string, Level][] {
  const levels = Object.keys(table) as Level[];
  return levels.flatMap((level) => table[level].split(" ").map((word): [string, Level] => [word, level]));
}
