import type { Level } from "../event.ts";

/** Words that name a level, as loggers, syslog, databases and build tools write them. */
const WORDS: Readonly<Record<string, Level>> = {
  trace: "trace",
  trac: "trace",
  trc: "trace",
  finest: "trace",
  finer: "trace",
  verbose: "trace",
  verb: "trace",
  vrb: "trace",
  silly: "trace",
  debug: "debug",
  dbug: "debug",
  dbg: "debug",
  fine: "debug",
  deb: "debug",
  debug1: "debug",
  debug2: "debug",
  debug3: "debug",
  debug4: "debug",
  debug5: "debug",
  info: "info",
  inf: "info",
  information: "info",
  informational: "info",
  notice: "info",
  note: "info",
  ntc: "info",
  config: "info",
  log: "info",
  audit: "info",
  success: "info",
  warn: "warn",
  warning: "warn",
  wrn: "warn",
  warnings: "warn",
  caution: "warn",
  error: "error",
  err: "error",
  eror: "error",
  fail: "error",
  failure: "error",
  severe: "error",
  errors: "error",
  fatal: "fatal",
  ftl: "fatal",
  crit: "fatal",
  critical: "fatal",
  alert: "fatal",
  emerg: "fatal",
  emergency: "fatal",
  panic: "fatal",
  fata: "fatal",
  crt: "fatal",
};
const LEVEL_OF_WORD = new Map<string, Level>(Object.entries(WORDS));

/** Level that a word names, whatever its case; null for any other word. */
export function levelOfWord(word: string): Level | null {
  if (word.length < 3 || word.length > 13) return null;
  return LEVEL_OF_WORD.get(word) ?? LEVEL_OF_WORD.get(word.toLowerCase()) ?? null;
}
