import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeLines, type LogEvent, parseEvents } from "@deepsec/engine";

/** Who writes what others are blamed for, and who is innocent of it. */
export const GUILTY = "198.51.100.20";
export const INNOCENT = "192.0.2.66";

/** The lines that show what one rule is for. */
export interface RuleLines {
  readonly rule: string;
  /** `+`: what it finds. */
  readonly found: readonly string[];
  /** `-`: what shares words with it, and is none of it. */
  readonly nearMisses: readonly string[];
  /** `!`: a value that somebody chose imitates it, and does not deceive it. */
  readonly forged: readonly string[];
  /** `~`: the value is the attack itself; it names who is innocent, and blames nobody but its sender. */
  readonly blaming: readonly string[];
}

const FOLDER = join(import.meta.dirname, "rule-lines");

/** All lines of `rule-lines/*.txt`, in the order of the files' names and of their rules. */
export function ruleLines(): RuleLines[] {
  return readdirSync(FOLDER)
    .toSorted()
    .flatMap((file) => readFileSync(join(FOLDER, file), "utf8").split("\n\n"))
    .map((block) => {
      const [head = "", ...lines] = block.trim().split("\n");
      const of = (mark: string): string[] =>
        lines.flatMap((line) => (line.startsWith(`${mark} `) ? withSecrets(line.slice(2)) : []));
      return {
        rule: head.replace(/^# /, ""),
        found: of("+"),
        nearMisses: of("-"),
        forged: of("!"),
        blaming: of("~"),
      };
    });
}

/** `{12}` stands for so many letters and digits, `{A12}` for capitals: whole secrets would set off every scanner of secrets. */
function withSecrets(line: string): string {
  return line
    .replaceAll(/\{(\d{1,2})\}/g, (_whole, count: string) =>
      "aB3dE5gH7jK9mN1pQ".repeat(6).slice(0, Number(count)),
    )
    .replaceAll(/\{A(\d{1,2})\}/g, (_whole, count: string) =>
      "A2B3C4D5E6F7G".repeat(6).slice(0, Number(count)),
    );
}

/** The events of lines of one source. */
export function eventsOf(lines: readonly string[]): readonly LogEvent[] {
  const bytes = new TextEncoder().encode(`${lines.join("\n")}\n`);
  const settings = { now: "2026-03-10T00:00:00Z", timeZone: "UTC", isFinal: true };
  return parseEvents(decodeLines(bytes), settings).events;
}
