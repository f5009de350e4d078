import neo4j, { type Driver } from "neo4j-driver";
import {
  BIND_NOTIFICATIONS,
  DROP_OTHERS,
  MARK_FAILED,
  MARK_SENT,
  MARK_TESTED,
  PRUNE_NOTIFICATIONS,
  READ_QUEUED,
  READ_TARGET_STATES,
  RETRY_DEAD,
} from "./outbox.cypher.ts";

const KEPT_MS = 30 * 86_400_000;

/** How a target fares. */
export interface TargetState {
  readonly [key: string]: unknown;
  readonly name: string;
  readonly waiting: number;
  readonly dead: number;
  readonly lastSentAt: string | null;
  readonly lastFailedAt: string | null;
  readonly lastError: string | null;
}

interface QueuedRow {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly target: string;
  readonly createdAt: string;
  readonly deliveryId: string | null;
  readonly attempts: number;
  /** JSON */
  readonly finding: string;
}

/** The notifications that wait in the graph, and what became of them. Each step is a transaction of its own. */
export class GraphOutbox<Finding> {
  readonly #driver: Driver;
  readonly #database: string;

  constructor(driver: Driver, database: string) {
    this.#driver = driver;
    this.#database = database;
  }

  /** At the start: notifications of other targets are dropped, old ones forgotten. */
  async open(targets: readonly string[], nowMs: number): Promise<void> {
    await this.#run(DROP_OTHERS, { targets });
    await this.#run(PRUNE_NOTIFICATIONS, { before: new Date(nowMs - KEPT_MS).toISOString() });
  }

  async queued(at: string, targets: readonly string[]) {
    const rows = await this.#run<QueuedRow>(READ_QUEUED, { at, targets });
    return rows.map(({ finding, ...row }) => {
      const parsed: Finding = JSON.parse(finding);
      return { ...row, finding: parsed };
    });
  }

  async bind(ids: readonly string[], deliveryId: string): Promise<void> {
    await this.#run(BIND_NOTIFICATIONS, { ids, deliveryId });
  }

  async sent(deliveryId: string, at: string): Promise<void> {
    await this.#run(MARK_SENT, { deliveryId, at });
  }

  async failed(deliveryId: string, at: string, error: string, nextAttemptAt: string | null): Promise<void> {
    await this.#run(MARK_FAILED, { deliveryId, at, error, nextAttemptAt });
  }

  async tested(target: string, at: string, error: string | null): Promise<void> {
    await this.#run(MARK_TESTED, { target, at, error });
  }

  /** What was given up waits again. How many they are. */
  async retry(target: string, at: string): Promise<number> {
    const [row] = await this.#run<{ count: number }>(RETRY_DEAD, { target, at });
    return row?.count ?? 0;
  }

  states(targets: readonly string[]): Promise<TargetState[]> {
    return this.#run<TargetState>(READ_TARGET_STATES, { targets });
  }

  async #run<Row extends Record<string, unknown>>(
    text: string,
    parameters: Record<string, unknown>,
  ): Promise<Row[]> {
    const session = this.#driver.session({
      database: this.#database,
      defaultAccessMode: neo4j.session.WRITE,
    });
    try {
      const { records } = await session.executeWrite((tx) => tx.run<Row>(text, parameters), {
        metadata: { operation: "outbox" },
      });
      return records.map((record) => record.toObject());
    } finally {
      await session.close();
    }
  }
}
