import {
  checkHost,
  type HostReport,
  type HostSettings,
  hostTarget,
  type ShownHostKey,
} from "@deepsec/collector";
import { addHost, assertNewHost, loadSettingsDocument, saveSettingsDocument } from "@deepsec/settings";
import { CliError } from "../cli-error.ts";
import { counted } from "../format-numbers.ts";
import { drawReport } from "../hosts/draw-report.ts";
import type { HostContext } from "../hosts/host-context.ts";
import { parseHost, type HostFlags } from "../hosts/parse-host.ts";
import { paintFor } from "../paint.ts";

// Stands in until the host has said what it has.
const NO_SOURCES = ["/var/log"];

/**
 * Shows the host's key and asks, looks whether the host can be read from, proposes sources and writes them to deepsec.yaml.
 *
 * @returns false when the host cannot be read from yet; then nothing is written
 * @throws CliError `USAGE`, `HOST_KEY_NOT_TRUSTED`; SettingsError
 */
export async function addHostCommand(
  text: string,
  flags: HostFlags,
  logFolder: string,
  context: HostContext,
): Promise<boolean> {
  const { output, columns, settingsFile } = context;
  const given = parseHost(text, flags, NO_SOURCES);
  const settings = await loadSettingsDocument(settingsFile);
  assertNewHost(given.name, settings);

  const look = (host: HostSettings): Promise<HostReport> =>
    checkHost(hostTarget(host, context.agentSocket), null, logFolder, context.nowMs);
  let host = given;
  let report = await look(host);
  if (report.unknownKey !== null) {
    await confirmKey(host.name, report.unknownKey, context);
    host = { ...host, hostKeySha256: report.unknownKey.sha256 };
    report = await look(host);
  }
  output.text(drawReport(report, columns, paintFor(context.isColoured)));
  const { sources } = report;
  if (!report.isUsable || sources.length === 0) {
    const why = report.isUsable
      ? `no logs in ${logFolder} (--log-folder names another one)`
      : "the red line is mended";
    output.text(`\nNot saved: ${report.isUsable ? why : `type the same again when ${why}`}.\n`);
    await output.flush();
    return false;
  }
  const isScript = report.transport === "script";
  addHost(settings, { ...host, ...(isScript ? { transport: "script" } : {}), sources: [...sources] });
  await saveSettingsDocument(settings);
  output.text(
    `\nSaved ${host.name} with ${counted(sources.length, "source")} to ${settingsFile}. To read them: npm start\n`,
  );
  await output.flush();
  return true;
}

/** @throws CliError `HOST_KEY_NOT_TRUSTED` unless a person says that it is the host's */
async function confirmKey(
  name: string,
  { address, port, type, sha256, command }: ShownHostKey,
  context: HostContext,
): Promise<void> {
  context.output.text(
    `${address}, port ${port}, shows this ${type} key, which is not known here:\n\n    ${sha256}\n\nOn the host this prints the key that it has:\n\n    ${command}\n\n`,
  );
  await context.output.flush();
  const answer = await context.ask("Are they the same? Then type yes: ");
  if (answer?.trim().toLowerCase() !== "yes")
    throw new CliError(
      "HOST_KEY_NOT_TRUSTED",
      `the key of ${name} was not confirmed, nothing was sent to it and nothing saved`,
      `compare it, then type yes, or give the key that the host prints: --host-key SHA256:…`,
    );
  context.output.text("\n");
}
