import type { LogTemplate } from "../log-template.ts";
import type { Bag } from "./vector.ts";

/**
 * What manner of software wrote it, as far as the form of the line tells: whether it says a level, and whether the name is
 * that of a daemon, a class or module, a Windows program, or missing.
 */
export function formBlock(template: LogTemplate): Bag {
  return new Map([
    [template.level === null ? "no level" : "level", 1],
    [nameForm(template.programs[0] ?? ""), 1],
  ]);
}

function nameForm(program: string): string {
  if (program === "") return "no name";
  if (/\.exe\b/i.test(program)) return "windows program";
  if (/[a-z]\.[A-Za-z]|\$|::|\p{Lu}\p{Ll}+\p{Lu}/u.test(program)) return "class";
  return "daemon";
}
