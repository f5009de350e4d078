import { type LogEvent, rulesOf } from "@deepsec/engine";
import type { AddedRules } from "./added-rules.ts";

/** What is told of a rule beside an event or a finding. */
export interface RuleJson {
  readonly id: string;
  readonly title: string;
  readonly severity: string | null;
  readonly source: string;
  readonly level: string;
  readonly author: string | null;
  readonly tags: readonly string[];
  readonly falsePositives: readonly string[];
}

function ruleJson(id: string, added: AddedRules | null): RuleJson[] {
  const facts = added?.facts.get(id);
  if (facts === undefined) return [];
  const { title, severity, source, level, author, tags, falsePositives } = facts;
  return [{ id, title, severity, source, level, author, tags, falsePositives }];
}

/** The rules that an event is evidence for by itself; none of one that only counts together with others. */
export function rulesFound(event: LogEvent, isSuspicious: boolean, added: AddedRules | null): RuleJson[] {
  if (!isSuspicious) return [];
  return rulesOf(event, added?.sigma ?? null).flatMap(({ id, severity }) =>
    severity === null ? [] : ruleJson(id, added),
  );
}
