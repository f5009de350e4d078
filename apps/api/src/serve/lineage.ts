import type { TemplateSpan } from "../archive/line-reader.ts";

/** The counts of a template went to another one in a cycle: it became more general. */
export interface Move {
  readonly fromId: string;
  readonly toId: string;
  readonly cycle: number;
}

/** Under which id of today each archived line is counted: it was archived under the one that its template had then. */
export class Lineage {
  /** By the id they left, by cycle. */
  readonly #moves: ReadonlyMap<string, readonly Move[]>;
  readonly #spans = new Map<string, TemplateSpan[]>();

  constructor(moves: readonly Move[]) {
    this.#moves = new Map(
      [...Map.groupBy(moves, ({ fromId }) => fromId)].map(([id, own]) => [
        id,
        own.toSorted((a, b) => a.cycle - b.cycle),
      ]),
    );
    for (const [id, own] of this.#moves) {
      let from = 0;
      for (const { cycle } of own) {
        const today = this.todayOf(id, from);
        this.#spans.set(today, [...(this.#spans.get(today) ?? []), { id, from, to: cycle }]);
        from = cycle;
      }
    }
  }

  /** The template that counts a line which `cycle` archived under `id`. */
  todayOf(id: string, cycle: number): string {
    let at = { id, cycle };
    for (;;) {
      // Lines of the cycle in which an id is left have the new one already.
      const next = this.#moves.get(at.id)?.find((move) => move.cycle > at.cycle);
      if (next === undefined) return at.id;
      at = { id: next.toId, cycle: next.cycle };
    }
  }

  /** All under which lines of these templates of today were archived. */
  spansOf(ids: readonly string[]): TemplateSpan[] {
    return ids.flatMap((id) => [
      ...(this.#spans.get(id) ?? []),
      // An id that was left and is one of today again.
      { id, from: this.#moves.get(id)?.at(-1)?.cycle ?? 0, to: Number.MAX_SAFE_INTEGER },
    ]);
  }
}
