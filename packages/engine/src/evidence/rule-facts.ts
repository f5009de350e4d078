import type { SigmaRule } from "../sigma/sigma-rule.ts";
import { WATCH_RULES } from "../watch/watch-rules.ts";
import { CHAIN_KINDS } from "./chains/chain-kinds.ts";
import { EVIDENCE_RULES } from "./evidence-rules.ts";
import type { FoundRule, Severity } from "./rule.ts";

/** What a person is told of a rule that something fits. */
export interface RuleFacts {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly author: string | null;
  /** As Sigma says it: informational, low, medium, high, critical. */
  readonly level: string;
  /** The most it can be. Null: it is no evidence by itself, and serves chains or tells of a weakness. */
  readonly severity: Severity | null;
  /** As Sigma has them: attack.t1110.001. */
  readonly tags: readonly string[];
  /** Ids of MITRE ATT&CK. */
  readonly techniques: readonly string[];
  readonly falsePositives: readonly string[];
  readonly references: readonly string[];
  readonly source: "own" | "sigma";
}

/** Our own rules and chains, in their order, then those of what is new, unusual or gone. */
export const OWN_RULE_FACTS: readonly RuleFacts[] = [...EVIDENCE_RULES, ...CHAIN_KINDS, ...WATCH_RULES].map(
  ownRuleFacts,
);

/** A rule of ours as a person is told of it. */
export function ownRuleFacts(
  rule: Pick<FoundRule, "id" | "title" | "techniques" | "severity"> & { readonly description?: string },
): RuleFacts {
  const { id, title, techniques, severity, description = null } = rule;
  return {
    id,
    title,
    description,
    author: "DeepSec",
    level: severity?.toLowerCase() ?? "informational",
    severity,
    tags: techniques.map((technique) => `attack.${technique.toLowerCase()}`),
    techniques,
    falsePositives: [],
    references: [],
    source: "own",
  };
}

export function sigmaRuleFacts(rule: SigmaRule): RuleFacts {
  const { id, title, description, author, level, severity, tags, techniques, falsePositives, references } =
    rule;
  return {
    id,
    title,
    description,
    author,
    level,
    severity,
    tags,
    techniques,
    falsePositives,
    references,
    source: "sigma",
  };
}
