import type { LogEvent } from "../event.ts";
import { eventText } from "./event-text.ts";
import { LiteralScanner } from "./literal-scanner.ts";
import type { SigmaRules } from "../sigma/sigma-rules.ts";
import type { EvidenceRule, FoundRule } from "./rule.ts";
import { EVIDENCE_RULES } from "./evidence-rules.ts";

const SCANNER = new LiteralScanner(EVIDENCE_RULES.map(({ literals }) => literals));

/** The rules that an event is evidence for, in the order of the table; most have none. Linear in the message, however hostile. */
export function findEvidence(event: LogEvent): EvidenceRule[] {
  const seen = eventText(event);
  const { text } = seen;
  return SCANNER.owners(text).flatMap((owner) => {
    const rule = EVIDENCE_RULES[owner];
    if (rule === undefined) return [];
    const { patterns, unless, where } = rule;
    if (where !== undefined && !where(seen)) return [];
    if (patterns !== undefined && !patterns.some((pattern) => pattern.test(text))) return [];
    return unless?.some((pattern) => pattern.test(text)) === true ? [] : [rule];
  });
}

/** The same with the rules that a person added, ours first. */
export function rulesOf(event: LogEvent, added: SigmaRules | null): FoundRule[] {
  const own = findEvidence(event);
  return added === null ? own : [...own, ...added.match(event)];
}
