import {
  backOffMs,
  connectSsh,
  type HostTarget,
  type JournalOptions,
  localTransport,
  type Transport,
} from "@deepsec/collector";

/** A machine to read from; `target` is null for this one. */
export interface CollectedHost {
  readonly name: string;
  readonly target: HostTarget | null;
  /** Paths as the settings name them, wildcards in them, and `journald`. */
  readonly sources: readonly string[];
  readonly journal?: JournalOptions | undefined;
}

interface Failures {
  readonly count: number;
  readonly last: unknown;
  readonly retryAtMs: number;
}

/**
 * One connection a host, kept between cycles: a new one each time costs more than all the reading. A host that could not be
 * reached is left alone for a while, longer with each failure.
 */
export class HostLinks {
  readonly #links = new Map<string, Transport>();
  readonly #failures = new Map<string, Failures>();
  readonly #clock: () => number;
  readonly #chance: () => number;

  /**
   * @param clock - Milliseconds, of any start.
   * @param chance - In [0, 1).
   */
  constructor(clock: () => number = () => performance.now(), chance: () => number = Math.random) {
    this.#clock = clock;
    this.#chance = chance;
  }

  /** @throws CollectError when the host cannot be reached or refuses; the last one again while it is left alone. */
  async open(host: CollectedHost): Promise<Transport> {
    const known = this.#links.get(host.name);
    if (known?.isOpen === true) return known;
    if (known !== undefined) await this.drop(host.name);
    const link = host.target === null ? localTransport() : await this.#connect(host.name, host.target);
    this.#links.set(host.name, link);
    return link;
  }

  /** The clock of a host that is connected less ours, in ms; null where that is not known. */
  clockSkewMs(name: string): number | null {
    return this.#links.get(name)?.clockSkewMs ?? null;
  }

  async drop(name: string): Promise<void> {
    const link = this.#links.get(name);
    this.#links.delete(name);
    await link?.close();
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#links.keys()].map((name) => this.drop(name)));
  }

  async #connect(name: string, target: HostTarget): Promise<Transport> {
    const before = this.#failures.get(name);
    if (before !== undefined && this.#clock() < before.retryAtMs) throw before.last;
    try {
      const link = await connectSsh(target);
      this.#failures.delete(name);
      return link;
    } catch (error) {
      const count = (before?.count ?? 0) + 1;
      const retryAtMs = this.#clock() + backOffMs(count, this.#chance());
      this.#failures.set(name, { count, last: error, retryAtMs });
      throw error;
    }
  }
}
