import { ApiError } from "../api-error.ts";

/** A target as clients see it: never its address as a whole, nor its secrets. */
export interface TargetView {
  readonly name: string;
  readonly kind: string;
  readonly enabled: boolean;
  readonly address: string;
  readonly severity: string;
  readonly hosts: readonly string[] | null;
  readonly kinds: readonly string[] | null;
  readonly digestMinutes: number | null;
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
  readonly waiting: number;
  readonly dead: number;
  readonly lastSentAt: string | null;
  readonly lastFailedAt: string | null;
  readonly lastError: string | null;
}

/** What became of a test message; the fields of the schema's NotificationTest. */
interface NotificationTest {
  readonly target: string;
  readonly isSent: boolean;
  readonly error: string | null;
  readonly elapsedMs: number;
}

/** What the fields about notifications ask of the sender and its queue. */
export interface NotifyActions {
  readonly targets: () => Promise<readonly TargetView[]>;
  /** Null: there is no such target. */
  readonly test: (target: string) => Promise<NotificationTest | null>;
  readonly retry: (target: string) => Promise<number | null>;
}

interface Named {
  readonly target: string;
}

export function notifyQueries({ targets }: NotifyActions) {
  return { notificationTargets: () => targets() };
}

export function notifyMutations({ test, retry }: NotifyActions) {
  return {
    testNotification: async (_root: unknown, { target }: Named) => known(await test(target), target),
    retryNotifications: async (_root: unknown, { target }: Named) => known(await retry(target), target),
  };
}

function known<Answer>(answer: Answer | null, target: string): Answer {
  if (answer !== null) return answer;
  const name = JSON.stringify(target.slice(0, 64));
  throw new ApiError("BAD_INPUT", `there is no target ${name}; { notificationTargets { name } } lists them`);
}
