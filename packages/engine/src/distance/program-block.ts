import { addTo, type Bag } from "./vector.ts";
import { WEIGHTS } from "./weights.ts";
import { words } from "./words.ts";

// Say nothing of which software it is.
const GENERIC_PARTS = new Set("org com net io apache main java exe src lib usr bin sbin".split(" "));

/** Who wrote it: the whole name and its parts, so that `postfix/smtpd` and `postfix/qmgr` are kin. Digits do not count. */
export function programBlock(programs: readonly string[]): Bag {
  const bag: Bag = new Map();
  for (const program of programs) {
    const share = 1 / programs.length;
    addTo(bag, `=${program.toLowerCase().replace(/\d+/g, "")}`, share);
    const parts = programParts(program).filter((part) => !GENERIC_PARTS.has(part));
    for (const [i, part] of parts.entries()) {
      addTo(bag, part, share * (i === 0 ? WEIGHTS.programPart.first : WEIGHTS.programPart.other));
    }
  }
  return bag;
}

/** `systemd-logind` → system, login; the d of a daemon's name goes, so that cron and crond are one. */
function programParts(program: string): string[] {
  return words(program)
    .flatMap((word) => word.parts)
    .map((part) => (part.length > 3 ? part.replace(/\d{1,20}$/, "").replace(/d$/, "") : part));
}
