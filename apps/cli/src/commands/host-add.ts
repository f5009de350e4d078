import {
  checkHost,
  CollectError,
  connectSsh,
  hostTarget,
  type HostSettings,
  type HostTarget,
  showHostKey,
} from "@deepsec/collector";
import { CliError } from "../cli-error.ts";
import { counted } from "../format-numbers.ts";
import { drawReport } from "../hosts/draw-report.ts";
import type { HostContext } from "../hosts/host-context.ts";
import { hostEntry, parseHost, type HostFlags } from "../hosts/parse-host.ts";
import { addHost, loadSettingsDocument, saveSettingsDocument } from "../hosts/settings-document.ts";
import { paintFor } from "../paint.ts";

// Stands in until the host has said what it has.
const NO_SOURCES = ["/var/log"];

/**
 * Shows the host's key and asks, looks whether the host can be read from, proposes sources and writes them to deepsec.yaml.
 *
 * @returns false when the host cannot be read from yet; then nothing is written
 * @throws CliError `USAGE`, `SETTINGS_UNUSABLE`, `HOST_KNOWN`, `HOST_KEY_NOT_TRUSTED`; CollectError when the host shows no key
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
  if (settings.hosts.some(({ name }) => name === given.name))
    throw new CliError(
      "HOST_KNOWN",
      `${settingsFile} has a host ${given.name} already`,
      `give another name with --name, or first: deepsec host remove ${given.name}`,
    );

  const trusted = await trustedHost(given, context);
  const report = await checkHost(hostTarget(trusted, context.agentSocket), null, logFolder, context.nowMs);
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
  addHost(
    settings,
    hostEntry({
      ...trusted,
      ...(report.transport === "script" ? { transport: "script" } : {}),
      sources: [...sources],
    }),
  );
  await saveSettingsDocument(settings);
  output.text(
    `\nSaved ${given.name} with ${counted(sources.length, "source")} to ${settingsFile}. To read them: npm start\n`,
  );
  await output.flush();
  return true;
}

/** The host with its key pinned, unless known_hosts already knows it. */
async function trustedHost(given: HostSettings, context: HostContext): Promise<HostSettings> {
  if (given.hostKeySha256 !== undefined) return given;
  const target = hostTarget(given, context.agentSocket);
  if (await isKnown(target)) return given;
  const { address, port, type, sha256 } = await showHostKey(target);
  const file = `/etc/ssh/ssh_host_${type.split("-").find((word) => /^(?:ed25519|ecdsa|rsa)$/u.test(word)) ?? "*"}_key.pub`;
  context.output.text(
    `${address}, port ${port}, shows this ${type} key, which is not known here:\n\n    ${sha256}\n\nOn the host this prints the key that it has:\n\n    ssh-keygen -lf ${file}\n\n`,
  );
  await context.output.flush();
  const answer = await context.ask("Are they the same? Then type yes: ");
  if (answer?.trim().toLowerCase() !== "yes")
    throw new CliError(
      "HOST_KEY_NOT_TRUSTED",
      `the key of ${given.name} was not confirmed, nothing was sent to it and nothing saved`,
      `compare it, then type yes, or give the key that the host prints: --host-key SHA256:…`,
    );
  context.output.text("\n");
  return { ...given, hostKeySha256: sha256 };
}

/** True when known_hosts lists the host: then its file decides, also when it says no. */
async function isKnown(target: HostTarget): Promise<boolean> {
  try {
    await (await connectSsh(target)).close();
    return true;
  } catch (error) {
    if (!(error instanceof CollectError)) throw error;
    return error.code !== "HOST_KEY_UNKNOWN" || error.message.includes(", jump host ");
  }
}
