import { OWN_RULE_FACTS, ownRuleFacts, type RuleFacts, sigmaRuleFacts } from "@deepsec/engine";
import { readRules } from "@deepsec/rules";
import type { Logger } from "pino";
import { LOG_GAP } from "./store/gap-findings.ts";

/** A rule as the schema's Rule has it. */
export interface RuleRow extends RuleFacts {
  readonly file: string | null;
  readonly enabled: boolean;
  /** Why it is not enabled. */
  readonly problem: string | null;
}

const LOGGED_MAX = 100;

/** Our own rules, and those of the files and folders; what cannot be used is in the list with its reason, and in the log. */
export function ruleRows(paths: readonly string[], log: Logger): RuleRow[] {
  const { rules, problems } = readRules(paths);
  for (const problem of problems.slice(0, LOGGED_MAX)) log.warn(problem, "a rule cannot be used");
  if (paths.length > 0) log.info({ rules: rules.length, unusable: problems.length }, "rules added");
  return [
    ...[...OWN_RULE_FACTS, ownRuleFacts(LOG_GAP)].map((facts) => ({
      ...facts,
      file: null,
      enabled: true,
      problem: null,
    })),
    ...rules.map(({ file, rule }) => ({ ...sigmaRuleFacts(rule), file, enabled: true, problem: null })),
    ...problems.map(({ file, id, title, reason }) => ({
      id: id ?? file,
      title: title ?? file,
      description: null,
      author: null,
      level: "informational",
      severity: null,
      tags: [],
      techniques: [],
      falsePositives: [],
      references: [],
      source: "sigma" as const,
      file,
      enabled: false,
      problem: reason,
    })),
  ];
}
