import {
  clusterTemplates,
  type Dendrogram,
  type HostOutlier,
  KnownDistances,
  type LogTemplate,
  type MinedTemplates,
  suggestedCount,
} from "@deepsec/engine";

/** Outlier scores move with the logarithm of all lines: by so much less than this share they stay as they are. */
const MORE_LINES = 0.1;

/** What a cycle made another of; null where it is as it was. */
interface Grown {
  readonly dendrogram: Dendrogram | null;
  readonly suggestedCount: number;
  readonly outliers: readonly HostOutlier[] | null;
}

/** The tree over all templates, built anew only when a template is. */
export class Tree {
  readonly #distances = new KnownDistances();
  /** What the distance reads of each template. */
  readonly #keys = new Map<string, string>();
  #dendrogram: Dendrogram | null = null;
  #suggestedCount = 0;
  #outlierIds = new Set<string>();
  #linesScored = 0;
  #lines = 0;
  readonly #lineCounts = new Map<string, number>();

  /**
   * @param isElsewhere - A template was seen on a host for the first time: there it may be an outlier.
   * @param score - The outliers of the tree as it is now.
   */
  grow(
    mined: MinedTemplates,
    isElsewhere: boolean,
    score: (dendrogram: Dendrogram) => readonly HostOutlier[],
  ): Grown {
    const isOther = this.#note(mined);
    const mayMove = isElsewhere || mined.changed.some(({ id }) => this.#outlierIds.has(id));
    if (this.#dendrogram === null || isOther) {
      this.#dendrogram = clusterTemplates(mined.templates, "average", this.#distances);
      this.#suggestedCount = suggestedCount(this.#dendrogram);
    } else if (!mayMove && this.#lines <= this.#linesScored * (1 + MORE_LINES)) {
      return { dendrogram: null, suggestedCount: this.#suggestedCount, outliers: null };
    }
    const outliers = score(this.#dendrogram);
    this.#outlierIds = new Set(outliers.map(({ templateId }) => templateId));
    this.#linesScored = this.#lines;
    return {
      dendrogram: isOther ? this.#dendrogram : null,
      suggestedCount: this.#suggestedCount,
      outliers,
    };
  }

  /** Returns whether the distance reads anything else than before. Counts do not move the tree. */
  #note({ changed, goneIds }: MinedTemplates): boolean {
    let isOther = false;
    for (const id of goneIds) {
      if (this.#keys.delete(id)) isOther = true;
      this.#count(id, 0);
    }
    for (const template of changed) {
      const key = keyOf(template);
      if (this.#keys.get(template.id) !== key) isOther = true;
      this.#keys.set(template.id, key);
      this.#count(template.id, template.lineCount);
    }
    return isOther;
  }

  #count(id: string, lineCount: number): void {
    this.#lines += lineCount - (this.#lineCounts.get(id) ?? 0);
    if (lineCount === 0) this.#lineCounts.delete(id);
    else this.#lineCounts.set(id, lineCount);
  }
}

function keyOf({ level, programs }: LogTemplate): string {
  return JSON.stringify([level, programs]);
}
