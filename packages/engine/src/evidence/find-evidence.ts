import type { LogEvent } from "../event.ts";
import { eventText, type EventText, type Hearing } from "./event-text.ts";
import { LiteralScanner } from "./literal-scanner.ts";
import type { SigmaRules } from "../sigma/sigma-rules.ts";
import type { EvidenceRule, FoundRule } from "./rule.ts";
import { EVIDENCE_RULES } from "./evidence-rules.ts";

const SCANNER = new LiteralScanner(EVIDENCE_RULES.map(({ literals }) => literals));

/** The rules that an event is evidence for, in the order of the table; most have none. Linear in the message, however hostile. */
export function findEvidence(event: LogEvent): EvidenceRule[] {
  const all = eventText(event);
  const heard: Partial<Record<Hearing, EventText>> = { all };
  return SCANNER.owners(all.text).flatMap((owner) => {
    const rule = EVIDENCE_RULES[owner];
    if (rule === undefined) return [];
    const { hears = "service", unless } = rule;
    // Most texts fail here, before it is asked whose words they are.
    if (!holds(rule, all)) return [];
    const seen = (heard[hears] ??= eventText(event, hears));
    if (hears !== "all" && !holds(rule, seen)) return [];
    return unless?.some((pattern) => pattern.test(seen.text)) === true ? [] : [rule];
  });
}

function holds({ where, patterns }: EvidenceRule, seen: EventText): boolean {
  if (where !== undefined && !where(seen)) return false;
  return patterns === undefined || patterns.some((pattern) => pattern.test(seen.text));
}

/** The same with the rules that a person added, ours first. */
export function rulesOf(event: LogEvent, added: SigmaRules | null): FoundRule[] {
  const own = findEvidence(event);
  return added === null ? own : [...own, ...added.match(event)];
}
