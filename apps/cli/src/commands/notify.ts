import type { ApiContext } from "../api/api-context.ts";
import { askApi } from "../api/ask-api.ts";
import { fitted } from "../display-width.ts";
import { timeText } from "../format-numbers.ts";
import { paintFor } from "../paint.ts";
import { safeText } from "../safe-text.ts";
import { wrapped } from "../wrap-text.ts";

interface Target {
  readonly name: string;
  readonly kind: string;
  readonly address: string;
  readonly severity: string;
  readonly waiting: number;
  readonly dead: number;
  readonly lastSentAt: string | null;
  readonly lastFailedAt: string | null;
  readonly lastError: string | null;
}

interface Test {
  readonly target: string;
  readonly isSent: boolean;
  readonly error: string | null;
  readonly elapsedMs: number;
}

const NONE = "No targets. Name one under notify.targets in deepsec.yaml: docs/notifications.md\n";
const INDENT = "  ";

/** Prints the targets in the order of the settings. */
export async function listTargets(isJson: boolean, context: ApiContext): Promise<void> {
  const { output, columns } = context;
  const { notificationTargets: targets } = await askApi<{ readonly notificationTargets: readonly Target[] }>(
    context.address,
    `{ notificationTargets {
      name kind address severity hosts kinds digestMinutes quietFrom quietTo waiting dead lastSentAt lastFailedAt lastError
    } }`,
  );
  if (isJson) output.json(targets);
  else {
    if (targets.length === 0) output.text(NONE);
    for (const target of targets) output.text(drawTarget(target, columns));
  }
  await output.flush();
}

/**
 * Sends a test message to each of the targets, or to those named.
 *
 * @returns false when one of them did not take it
 */
export async function testTargets(
  names: readonly string[],
  isJson: boolean,
  context: ApiContext,
): Promise<boolean> {
  const { output, columns, address } = context;
  const paint = paintFor(context.isColoured);
  const chosen = names.length > 0 ? names : await targetNames(context);
  let isTaken = true;
  for (const target of chosen) {
    const { testNotification: test } = await askApi<{ readonly testNotification: Test }>(
      address,
      "mutation ($target: String!) { testNotification(target: $target) { target isSent error elapsedMs } }",
      { target },
    );
    isTaken &&= test.isSent;
    if (isJson) output.json(test);
    else {
      const state = test.isSent ? paint.green("sent  ") : paint.red("failed");
      const fact = test.isSent ? `in ${test.elapsedMs} ms` : (test.error ?? "");
      const [first = "", ...rest] = wrapped(safeText(`${test.target}: ${fact}`), columns - 8);
      output.text(`${state}  ${first}\n${rest.map((row) => `        ${row}\n`).join("")}`);
    }
    await output.flush();
  }
  if (chosen.length === 0 && !isJson) output.text(NONE);
  await output.flush();
  return isTaken;
}

async function targetNames({ address }: ApiContext): Promise<string[]> {
  const { notificationTargets: targets } = await askApi<{
    readonly notificationTargets: readonly Pick<Target, "name">[];
  }>(address, "{ notificationTargets { name } }");
  return targets.map(({ name }) => name);
}

function drawTarget(target: Target, columns: number): string {
  const { name, kind, address, severity, waiting, dead, lastSentAt, lastFailedAt, lastError } = target;
  const parts = [
    `${severity} and above`,
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(dead > 0 ? [`${dead} given up`] : []),
    lastSentAt === null ? "nothing sent yet" : `last sent ${minute(lastSentAt)}`,
    ...(lastFailedAt === null ? [] : [`last failed ${minute(lastFailedAt)}: ${lastError ?? ""}`]),
  ];
  const rows = wrapped(safeText(parts.join(", ")), columns - INDENT.length).map((row) => INDENT + row);
  return [safeText(`${name}  ${kind}  ${address}`), ...rows]
    .map((row) => `${fitted(row, columns)}\n`)
    .join("");
}

/** In UTC, as the API says all times. */
const minute = (instant: string): string => `${timeText(instant, "UTC").slice(0, 16)} UTC`;
