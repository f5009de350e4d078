import { Chain, type ChainKind } from "./chain.ts";
import type { Observation } from "./observation.ts";
import { ThresholdChains, type ChainStep } from "./threshold-chain.ts";
import { WEB_PROBING } from "./thresholds.ts";

export const ANSWERED: ChainKind = {
  id: "probing-then-answer",
  title: "web attack that was answered after many that were not",
  severity: "HIGH",
  techniques: ["T1595.002", "T1190"],
};

/** Follows web attacks of one address, and whether the server took one of them, or a form of the same address after them. */
export class WebChains {
  readonly #probing = new ThresholdChains(WEB_PROBING);
  /** By the chain of probes that they go on from. */
  readonly #answered = new WeakMap<Chain, Chain>();

  see(seen: Observation): readonly ChainStep[] {
    const probing = this.#probing.see(seen);
    const chain =
      probing?.chain ??
      (seen.signal === "answered" && seen.src !== null ? this.#probing.openAt(seen.src, seen.timeMs) : null);
    if (chain === null) return [];
    const isAnswer = seen.signal === "answered" || (probing?.added.some(isAnsweredAttack) ?? false);
    const steps = probing === null ? [] : [probing];
    const answered = this.#answered.get(chain);
    if (answered !== undefined) {
      answered.add(seen);
      return [...steps, { chain: answered, added: [seen], isNew: false }];
    }
    if (!isAnswer) return steps;
    const next = new Chain(ANSWERED, seen.src ?? seen.host);
    const added = seen.signal === "answered" ? [...chain.steps, seen] : chain.steps;
    for (const step of added) next.add(step);
    this.#answered.set(chain, next);
    return [...steps, { chain: next, added, isNew: true }];
  }
}

/** A refused probe is a probe; what an attack's text got an answer to may have worked. */
const isAnsweredAttack = ({ isAnswered, rule }: Observation): boolean =>
  isAnswered && rule.severity !== "LOW";
