import {
  backOffMs,
  connectSsh,
  type HostTarget,
  type JournalOptions,
  localTransport,
  type Transport,
} from "@deepsec/collector";

/** A machine to read from; `target` is null for this one. The same object is the same host: when its settings change it is another. */
export interface CollectedHost {
  readonly name: string;
  readonly target: HostTarget | null;
  /** Paths as the settings name them, wildcards in them, and `journald`. */
  readonly sources: readonly string[];
  readonly journal?: JournalOptions | undefined;
  /** Those of `sources` that are followed. */
  readonly followed: readonly string[];
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
  readonly #links = new Map<CollectedHost, Transport>();
  readonly #opening = new Map<CollectedHost, Promise<Transport>>();
  readonly #failures = new Map<CollectedHost, Failures>();
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
  open(host: CollectedHost): Promise<Transport> {
    const known = this.#links.get(host);
    if (known?.isOpen === true) return Promise.resolve(known);
    // Whoever asks meanwhile gets the same one.
    const opening = this.#opening.get(host) ?? this.#open(host).finally(() => this.#opening.delete(host));
    this.#opening.set(host, opening);
    return opening;
  }

  /** The clock of a host that is connected less ours, in ms; null where that is not known. */
  clockSkewMs(host: CollectedHost): number | null {
    return this.#links.get(host)?.clockSkewMs ?? null;
  }

  async drop(host: CollectedHost): Promise<void> {
    const link = this.#links.get(host);
    this.#links.delete(host);
    await link?.close();
  }

  /** Nobody will ask for the host again. */
  async forget(host: CollectedHost): Promise<void> {
    this.#failures.delete(host);
    await this.drop(host);
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#links.keys()].map((host) => this.drop(host)));
  }

  async #open(host: CollectedHost): Promise<Transport> {
    await this.drop(host);
    const { target } = host;
    const link = target === null ? localTransport() : await this.#connect(host, target);
    this.#links.set(host, link);
    return link;
  }

  async #connect(host: CollectedHost, target: HostTarget): Promise<Transport> {
    const before = this.#failures.get(host);
    if (before !== undefined && this.#clock() < before.retryAtMs) throw before.last;
    try {
      const link = await connectSsh(target);
      this.#failures.delete(host);
      return link;
    } catch (error) {
      const count = (before?.count ?? 0) + 1;
      const retryAtMs = this.#clock() + backOffMs(count, this.#chance());
      this.#failures.set(host, { count, last: error, retryAtMs });
      throw error;
    }
  }
}
