import type { Archive } from "../archive/archive.ts";
import type { SourceAdvance } from "../store/cycle-record.ts";
import type { GraphStore } from "../store/graph-store.ts";
import type { KnownSource } from "../store/known-state.ts";

/**
 * The sources as the graph has them, read once and kept up with what is stored: a cycle need not ask the graph what it wrote there
 * itself. When another process stores a cycle the fence refuses ours, and all is read again.
 */
export class KnownGraph {
  readonly #store: GraphStore;
  readonly #archive: Archive | null;
  #cycle = 0;
  #sources = new Map<string, KnownSource>();

  constructor(store: GraphStore, archive: Archive | null) {
    this.#store = store;
    this.#archive = archive;
  }

  /** Number of the last stored cycle: the fence of the next. */
  get cycle(): number {
    return this.#cycle;
  }

  source(id: string): KnownSource | null {
    return this.#sources.get(id) ?? null;
  }

  /** Makes `ids` known, if they are not. */
  async load(ids: readonly string[]): Promise<void> {
    if (ids.every((id) => this.#sources.has(id))) return;
    const state = await this.#store.loadState([...new Set([...this.#sources.keys(), ...ids])]);
    await this.#archive?.align(state);
    this.#cycle = state.cycle;
    this.#sources = new Map(state.sources.map((source) => [source.id, source]));
  }

  /** A cycle with these advances was stored. @param isStep - It counts as one: the fence was passed. */
  advance(advances: readonly SourceAdvance[], isStep: boolean): void {
    if (isStep) this.#cycle += 1;
    for (const { id, to, encoding, parseState, generation, lines, redacted } of advances) {
      const known = this.#sources.get(id);
      if (known === undefined) continue;
      this.#sources.set(id, {
        ...known,
        checkpoint: to,
        encoding,
        parseState,
        generation,
        redacted,
        lineCount: known.lineCount + lines,
      });
    }
  }

  forget(): void {
    this.#sources.clear();
  }
}
