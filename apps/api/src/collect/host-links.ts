import { connectSsh, type HostTarget, localTransport, type Transport } from "@deepsec/collector";

/** A machine to read from; `target` is null for this one. */
export interface CollectedHost {
  readonly name: string;
  readonly target: HostTarget | null;
  /** Paths as the settings name them, wildcards in them. */
  readonly sources: readonly string[];
}

/** One connection a host, kept between cycles: a new one each time costs more than all the reading. */
export class HostLinks {
  readonly #links = new Map<string, Transport>();

  /** @throws CollectError when the host cannot be reached or refuses. */
  async open(host: CollectedHost): Promise<Transport> {
    const known = this.#links.get(host.name);
    if (known?.isOpen === true) return known;
    if (known !== undefined) await this.drop(host.name);
    const link = host.target === null ? localTransport() : await connectSsh(host.target);
    this.#links.set(host.name, link);
    return link;
  }

  async drop(name: string): Promise<void> {
    const link = this.#links.get(name);
    this.#links.delete(name);
    await link?.close();
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#links.keys()].map((name) => this.drop(name)));
  }
}
