import { checkHost, hostTarget, journalOptions } from "@deepsec/collector";
import { hostNamed, loadSettingsDocument } from "@deepsec/settings";
import { drawReport } from "../hosts/draw-report.ts";
import type { HostContext } from "../hosts/host-context.ts";
import { paintFor } from "../paint.ts";

const LOG_FOLDER = "/var/log";

/**
 * Looks whether the hosts of deepsec.yaml, or those named, can be read from, and each of their sources.
 *
 * @returns false when something is red
 * @throws SettingsError `SETTINGS_UNUSABLE`, `HOST_UNKNOWN`
 */
export async function testHosts(
  names: readonly string[],
  isJson: boolean,
  context: HostContext,
): Promise<boolean> {
  const { output, columns, settingsFile } = context;
  const settings = await loadSettingsDocument(settingsFile);
  const chosen = names.length === 0 ? settings.hosts : names.map((name) => hostNamed(name, settings));
  const paint = paintFor(context.isColoured);
  let isGood = true;
  for (const [index, host] of chosen.entries()) {
    const target = hostTarget(host, context.agentSocket);
    const journal = host.journald === undefined ? undefined : journalOptions(host.journald);
    const report = await checkHost(target, host.sources, LOG_FOLDER, context.nowMs, journal);
    isGood &&= report.checks.every(({ state }) => state !== "red");
    if (isJson) output.json({ host: host.name, checks: report.checks });
    else
      output.text(
        `${index === 0 ? "" : "\n"}${paint.bold(host.name)}\n${drawReport(report, columns, paint)}`,
      );
    await output.flush();
  }
  if (chosen.length === 0 && !isJson)
    output.text(`${settingsFile} has no hosts. Add one: deepsec host add user@host\n`);
  await output.flush();
  return isGood;
}
