import type { Severity } from "./target.ts";

/** What is told of a finding. Its reason may hold an attacker's text. */
export interface FindingNotice {
  readonly id: string;
  readonly kind: string;
  readonly rule: string | null;
  readonly severity: Severity;
  readonly reason: string;
  /** ISO 8601 in UTC. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly hosts: readonly string[];
}

/** A notice that waits in the graph for its target. */
export interface QueuedNotice {
  readonly id: string;
  readonly target: string;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  /** The message it belongs to once it was tried; else null. */
  readonly deliveryId: string | null;
  /** How often that message was tried. */
  readonly attempts: number;
  readonly finding: FindingNotice;
}

/** Notices that go out as one message. */
export interface Batch {
  /** The same for the same notices: receivers tell by it that they have a message already. */
  readonly deliveryId: string;
  readonly attempts: number;
  readonly notices: readonly QueuedNotice[];
}

/** The queue, as it stands in the graph. */
export interface Outbox {
  /** What is due to be tried at `at` for these targets, the oldest first. */
  queued(at: string, targets: readonly string[]): Promise<readonly QueuedNotice[]>;
  /** Binds notices to a message before it is first tried. */
  bind(ids: readonly string[], deliveryId: string): Promise<void>;
  sent(deliveryId: string, at: string): Promise<void>;
  /** @param nextAttemptAt - Null: it is given up, and stays to be seen. */
  failed(deliveryId: string, at: string, error: string, nextAttemptAt: string | null): Promise<void>;
  /** A message that was not in the queue. */
  tested(target: string, at: string, error: string | null): Promise<void>;
}
