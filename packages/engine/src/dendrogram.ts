/** One step of the clustering. Leaves are 0…n−1, merge i is cluster n+i (SciPy's numbering). */
export interface Merge {
  readonly left: number;
  readonly right: number;
  /** Distance at which the two were joined; never decreasing over the merges. */
  readonly mergeHeight: number;
  /** Leaves below it. */
  readonly size: number;
}

/**
 * Any node of a dendrogram. `id` is content-addressed: a leaf's is the hash of what the distance reads of its template,
 * an inner cluster's the hash of its children's ids, so a subtree that did not change keeps its ids.
 */
export interface Cluster {
  readonly id: string;
  readonly parentId: string | null;
  /** The two children, left first in leaf order; null in a leaf. */
  readonly leftId: string | null;
  readonly rightId: string | null;
  /** 0 in a leaf. */
  readonly mergeHeight: number;
  readonly leafCount: number;
  /** Place of its first leaf in the left-to-right order that draws without crossings, from 0. */
  readonly leafOrder: number;
  /** Words a person understands. */
  readonly label: string;
  /** Leaf only, else null. */
  readonly templateId: string | null;
}

/** n leaves and n−1 merges, binary, rooted. */
export interface Dendrogram {
  /** The root's id; null when there are no templates. */
  readonly id: string | null;
  readonly method: string;
  /** Root first, every parent before its children. */
  readonly clusters: readonly Cluster[];
}
