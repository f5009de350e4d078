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
  readonly #links = new Map<string, Transport>();
  readonly #opening = new Map<string, Promise<Transport>>();
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
  open(host: CollectedHost): Promise<Transport> {
    const known = this.#links.get(host.name);
    if (known?.isOpen === true) return Promise.resolve(known);
    // Whoever asks meanwhile gets the same one.
    const opening =
      this.#opening.get(host.name) ?? this.#open(host).finally(() => this.#opening.delete(host.name));
    this.#opening.set(host.name, opening);
    return opening;
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

  async #open({ name, target }: CollectedHost): Promise<Transport> {
    await this.drop(name);
    const link = target === null ? localTransport() : await this.#connect(name, target);
    this.#links.set(name, link);
    return link;
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
