import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { DeliveryError } from "./delivery-error.ts";
import { dueBatches } from "./due.ts";
import { mail } from "./mail.ts";
import type { Batch, Outbox } from "./notice.ts";
import { post, type Post } from "./post.ts";
import type { NotifyTarget } from "./target.ts";

const LOOK_EVERY_MS = 2000;
const WAIT_MIN_MS = 10_000;
const WAIT_MAX_MS = 3_600_000;
/** With the waits above, a day. */
const ATTEMPTS_MAX = 32;

export interface TestResult {
  readonly target: string;
  readonly isSent: boolean;
  readonly error: string | null;
  readonly elapsedMs: number;
}

export interface NotifierOptions {
  readonly targets: readonly NotifyTarget[];
  readonly pageUrl: string | null;
  readonly outbox: Outbox;
  /** Now, in ms since 1970. */
  readonly clock: () => number;
  readonly log: Logger;
}

/**
 * Sends what waits in the outbox, each target by itself, one message of it after the other. At least once: what was sent when
 * the process died before it could say so is sent again, under the same id.
 */
export class Notifier {
  readonly #options: NotifierOptions;
  #targets: readonly NotifyTarget[];
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #isStopped = false;

  constructor(options: NotifierOptions) {
    this.#options = options;
    this.#targets = options.targets;
  }

  get targets(): readonly NotifyTarget[] {
    return this.#targets;
  }

  /** These are told from now on, under the names that they had. */
  set targets(targets: readonly NotifyTarget[]) {
    this.#targets = targets;
  }

  /** Looks again and again. */
  start(): void {
    if (this.#targets.length === 0 || this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.pass()
        .catch((error: unknown) => this.#options.log.warn({ err: error }, "the outbox could not be read"))
        .finally(() => this.start());
    }, LOOK_EVERY_MS);
  }

  /** Lets the messages that are on their way end. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
  }

  /** Sends what is due now. */
  async pass(): Promise<void> {
    const { outbox, clock } = this.#options;
    const targets = this.#targets.filter(({ isEnabled }) => isEnabled);
    const at = new Date(clock()).toISOString();
    const queued = await outbox.queued(
      at,
      targets.map(({ name }) => name),
    );
    if (queued.length === 0) return;
    await Promise.all(
      targets.map(async (target) => {
        const own = queued.filter((notice) => notice.target === target.name);
        for (const batch of dueBatches(own, target, clock())) {
          // Others would fail the same way; their turn comes with the next look.
          if (this.#isStopped || !(await this.#deliver(target, batch))) return;
        }
      }),
    );
  }

  /** A message without findings, past the outbox. Null when there is no such target. */
  async test(name: string): Promise<TestResult | null> {
    const { outbox, clock } = this.#options;
    const target = this.#targets.find((one) => one.name === name);
    if (target === undefined) return null;
    const startedMs = performance.now();
    const error = await this.#send(target, `test-${randomUUID()}`, []);
    const elapsedMs = Math.round(performance.now() - startedMs);
    await outbox.tested(name, new Date(clock()).toISOString(), error?.message ?? null);
    return { target: name, isSent: error === null, error: error?.message ?? null, elapsedMs };
  }

  async #deliver(target: NotifyTarget, { deliveryId, attempts, notices }: Batch): Promise<boolean> {
    const { outbox, clock, log } = this.#options;
    const { name } = target;
    if (attempts === 0)
      await outbox.bind(
        notices.map(({ id }) => id),
        deliveryId,
      );
    const error = await this.#send(
      target,
      deliveryId,
      notices.map(({ finding }) => finding),
    );
    const nowMs = clock();
    const at = new Date(nowMs).toISOString();
    if (error === null) {
      await outbox.sent(deliveryId, at);
      log.info({ target: name, findings: notices.length, attempts: attempts + 1 }, "notified");
      return true;
    }
    const isOver = !error.isPassing || attempts + 1 >= ATTEMPTS_MAX;
    const nextAttemptAt = isOver ? null : new Date(nowMs + waitMs(attempts + 1)).toISOString();
    await outbox.failed(deliveryId, at, error.message, nextAttemptAt);
    log.warn({ target: name, reason: error.message, attempts: attempts + 1, nextAttemptAt }, "not notified");
    return false;
  }

  async #send(
    target: NotifyTarget,
    deliveryId: string,
    findings: Post["findings"],
  ): Promise<DeliveryError | null> {
    const { pageUrl, clock } = this.#options;
    const message = { deliveryId, findings, pageUrl, nowMs: clock() };
    try {
      await (target.kind === "email" ? mail(target, message) : post(target, message));
      return null;
    } catch (error) {
      if (error instanceof DeliveryError) return error;
      throw error;
    }
  }
}

/** 10 s, then twice as long each time, up to an hour. */
export function waitMs(attempts: number): number {
  return Math.min(WAIT_MAX_MS, WAIT_MIN_MS * 2 ** (attempts - 1));
}
