import type { Logger } from "pino";
import type { ApiConfig } from "./config.ts";
import type { FindingNotice } from "./notify/notice.ts";
import { Notifier } from "./notify/notifier.ts";
import { type NotifyTarget, shownAddress } from "./notify/target.ts";
import type { NotifyActions, TargetView } from "./serve/notify-resolvers.ts";
import type { GraphOutbox, TargetState } from "./store/outbox.ts";

export interface RunningNotify {
  readonly actions: NotifyActions;
  /** Switches targets on and off. */
  setTargets(targets: readonly NotifyTarget[]): void;
  stop(): Promise<void>;
}

/** Starts sending what the cycles put into the outbox. */
export async function startNotify(
  outbox: GraphOutbox<FindingNotice>,
  { targets, pageUrl }: ApiConfig["notify"],
  log: Logger,
): Promise<RunningNotify> {
  const names = targets.map(({ name }) => name);
  await outbox.open(names, Date.now());
  const notifier = new Notifier({ targets, pageUrl, outbox, clock: Date.now, log });
  notifier.start();
  return {
    actions: {
      targets: async () => {
        const states = new Map((await outbox.states(names)).map((state) => [state.name, state]));
        return notifier.targets.map((target) => targetView(target, states.get(target.name)));
      },
      test: (name) => notifier.test(name),
      retry: async (name) => (names.includes(name) ? outbox.retry(name, new Date().toISOString()) : null),
    },
    setTargets: (changed) => {
      notifier.targets = changed;
    },
    stop: () => notifier.stop(),
  };
}

function targetView(target: NotifyTarget, state: TargetState | undefined): TargetView {
  const { name, kind, isEnabled, severity, hosts, kinds, digestMinutes, quietHours } = target;
  return {
    name,
    kind,
    enabled: isEnabled,
    address: shownAddress(target),
    severity,
    hosts,
    kinds,
    digestMinutes,
    quietFrom: quietHours?.from ?? null,
    quietTo: quietHours?.to ?? null,
    waiting: state?.waiting ?? 0,
    dead: state?.dead ?? 0,
    lastSentAt: state?.lastSentAt ?? null,
    lastFailedAt: state?.lastFailedAt ?? null,
    lastError: state?.lastError ?? null,
  };
}
