import type { LogEvent } from "../event.ts";
import { LiteralScanner } from "../evidence/literal-scanner.ts";
import { holds, neededLiterals } from "./node.ts";
import { SigmaEvent } from "./sigma-event.ts";
import type { SigmaRule } from "./sigma-rule.ts";

/** Many rules, each asked only of events that hold a text it needs. */
export class SigmaRules {
  readonly rules: readonly SigmaRule[];
  readonly #scanner: LiteralScanner;
  /** Rules that may match an event whatever it holds. */
  readonly #always: readonly number[];

  constructor(rules: readonly SigmaRule[]) {
    this.rules = rules;
    const literals = rules.map(({ node }) => neededLiterals(node));
    this.#scanner = new LiteralScanner(literals.map((own) => own ?? []));
    this.#always = literals.flatMap((own, index) => (own === null ? [index] : []));
  }

  /** The rules that the event matches, in their order. */
  match(event: LogEvent): SigmaRule[] {
    if (this.rules.length === 0) return [];
    const seen = new SigmaEvent(event);
    const candidates = [...this.#scanner.owners(seen.haystack()), ...this.#always];
    return candidates
      .toSorted((a, b) => a - b)
      .flatMap((index) => {
        const rule = this.rules[index];
        return rule !== undefined && isMatch(rule, seen) ? [rule] : [];
      });
  }
}

/** Whether one of the event's views, of those that the rule is about, is as it says. */
function isMatch({ scope, node }: SigmaRule, seen: SigmaEvent): boolean {
  return scope.accepts(seen) && seen.views(scope.kind).some((view) => holds(node, view));
}
