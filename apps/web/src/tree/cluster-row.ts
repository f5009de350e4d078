/** A cluster as the pages use it; counts are numbers (a page is exact up to 2^53 lines). */
export interface ClusterRow {
  readonly id: string;
  readonly parentId: string | null;
  readonly mergeHeight: number;
  /** Templates below it. */
  readonly leafCount: number;
  readonly leafOrder: number;
  /** Physical lines below it. */
  readonly size: number;
  /** Events below it. */
  readonly count: number;
  readonly label: string;
  readonly level: string | null;
  readonly templateId: string | null;
  readonly template: string | null;
}

/** As the API sends it. */
export type ClusterAnswer = Omit<ClusterRow, "size" | "count"> & {
  readonly size: string;
  readonly count: string;
};

export function toClusterRow(answer: ClusterAnswer): ClusterRow {
  return { ...answer, size: Number(answer.size), count: Number(answer.count) };
}
