import type { Chain } from "./chain.ts";
import { LoginChains } from "./login-chains.ts";
import type { Observation } from "./observation.ts";
import { ThresholdChains } from "./threshold-chain.ts";
import * as thresholds from "./thresholds.ts";
import { WebChains } from "./web-chains.ts";

/** How many chains are kept, more than a person can read; as many again that went well for the attacker, so that a flood hides none. */
const CHAIN_COUNT_MAX = 10_000;

/** Finds attacks that only their order or number shows. Memory is bounded whatever is fed. */
export class ChainDetector {
  readonly #thresholds = [
    thresholds.SPRAYING,
    thresholds.DISTRIBUTED,
    thresholds.WEB_CRAWLING,
    thresholds.PORT_SCAN,
    thresholds.MANY_BLOCKED,
    thresholds.CRASHES,
    thresholds.DENIALS,
  ].map((threshold) => new ThresholdChains(threshold));
  readonly #bruteForce = new ThresholdChains(thresholds.BRUTE_FORCE);
  readonly #slowBruteForce = new ThresholdChains(thresholds.SLOW_BRUTE_FORCE);
  readonly #logins = new LoginChains();
  readonly #web = new WebChains();
  #chains: Chain[] = [];

  /** Indexes of the events that are evidence now and may not have been before. */
  see(seen: Observation): number[] {
    const login = this.#logins.see(seen);
    const bruteForce = this.#bruteForce.see(seen) ?? this.#slowBruteForce.see(seen);
    const steps = [
      ...(bruteForce === null ? [] : [bruteForce]),
      ...this.#thresholds.flatMap((chains) => chains.see(seen) ?? []),
      ...(login === null ? [] : [login]),
      ...this.#web.see(seen),
    ];
    for (const { chain, isNew } of steps)
      if (isNew && this.#chains.length < CHAIN_COUNT_MAX * (chain.kind.severity === "HIGH" ? 2 : 1))
        this.#chains.push(chain);
    return steps.flatMap(({ added }) => added.map(({ index }) => index));
  }

  /** Drops the chains whose last event was before a time; the windows of what may follow are bounded by themselves. */
  forget(beforeMs: number): void {
    this.#chains = this.#chains.filter(({ lastMs }) => lastMs >= beforeMs);
  }

  /** In the order in which they opened. */
  get chains(): readonly Chain[] {
    return this.#chains;
  }
}
