import type { Change, CycleChange, OtherChange } from "./change.ts";
import { Feed } from "./feed.ts";
import type { CollectionProgress } from "./progress.ts";

/** What pages are told of, each as it happens. */
export class Changes {
  readonly #steps = new Feed<Change>();
  readonly #all = new Feed<Change>();
  #cycle: number;

  /** @param cycle - Number of the last stored cycle. */
  constructor(cycle: number) {
    this.#cycle = cycle;
  }

  stored(change: CycleChange): void {
    this.#cycle = change.cycle;
    this.#publish(change);
  }

  changed(kind: "verdict" | "settings"): void {
    this.#publish(this.#other(kind, null));
  }

  progressed(progress: CollectionProgress): void {
    this.#all.publish(this.#other("progress", progress));
  }

  /** @param progress - Also how far a running cycle is. */
  listen(progress: boolean): AsyncIterableIterator<Change> {
    return (progress ? this.#all : this.#steps).listen();
  }

  #publish(change: Change): void {
    this.#steps.publish(change);
    this.#all.publish(change);
  }

  #other(kind: OtherChange["kind"], progress: CollectionProgress | null): OtherChange {
    return {
      kind,
      cycle: this.#cycle,
      runId: null,
      phase: null,
      storedAt: new Date().toISOString(),
      lines: 0,
      newTemplates: 0,
      dendrogramId: null,
      hosts: [],
      findings: [],
      progress,
    };
  }
}
