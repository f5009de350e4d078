import type { HostContext } from "../hosts/host-context.ts";
import { loadSettingsDocument, removeHost, saveSettingsDocument } from "../hosts/settings-document.ts";
import { hostNamed } from "./host-test.ts";

/**
 * Takes a host out of deepsec.yaml. What was read from it stays in the graph.
 *
 * @throws CliError `SETTINGS_UNUSABLE`, `HOST_UNKNOWN`
 */
export async function removeHostCommand(name: string, context: HostContext): Promise<void> {
  const settings = await loadSettingsDocument(context.settingsFile);
  removeHost(settings, settings.hosts.indexOf(hostNamed(name, settings.hosts, context.settingsFile)));
  await saveSettingsDocument(settings);
  context.output.text(
    `Removed ${name} from ${context.settingsFile}. What was read from it stays in the graph.\n`,
  );
  await context.output.flush();
}
