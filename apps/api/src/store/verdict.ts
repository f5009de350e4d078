/** What a person may say of something. */
export type VerdictPhase = "accepted" | "muted" | "important" | "closed";

/** What it is said of. */
export type VerdictTarget =
  | { readonly kind: "branch"; readonly clusterId: string }
  | { readonly kind: "template"; readonly templateId: string }
  | { readonly kind: "finding"; readonly findingId: string }
  | { readonly kind: "rule"; readonly rule: string }
  | { readonly kind: "value"; readonly valueKind: string; readonly valueText: string };

/** A verdict as it is asked for; checked in form, not yet against the graph. */
export interface Judgement {
  readonly phase: VerdictPhase;
  readonly target: VerdictTarget;
  readonly note: string;
  readonly author: string;
  /** ISO 8601 in UTC; null: it does not end by itself. */
  readonly expiresAt: string | null;
}

/** A verdict as the graph has it; the schema's Verdict. */
export interface StoredVerdict {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly phase: VerdictPhase;
  readonly target: VerdictTarget["kind"];
  readonly subject: string;
  readonly clusterId: string | null;
  readonly templateId: string | null;
  readonly findingId: string | null;
  readonly rule: string | null;
  readonly valueKind: string | null;
  readonly valueText: string | null;
  readonly mergeHeight: number | null;
  readonly templateCount: number;
  readonly inheritedCount: number;
  readonly note: string;
  readonly author: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly isInForce: boolean;
  readonly endedAt: string | null;
  readonly endReason: "expired" | "reopened" | "replaced" | "outgrown" | null;
}
