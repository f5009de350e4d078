import { loadSettingsDocument, removeHost, saveSettingsDocument } from "@deepsec/settings";
import type { HostContext } from "../hosts/host-context.ts";

/**
 * Takes a host out of deepsec.yaml. What was read from it stays in the graph.
 *
 * @throws SettingsError `SETTINGS_UNUSABLE`, `HOST_UNKNOWN`
 */
export async function removeHostCommand(name: string, context: HostContext): Promise<void> {
  const settings = await loadSettingsDocument(context.settingsFile);
  removeHost(settings, name);
  await saveSettingsDocument(settings);
  context.output.text(
    `Removed ${name} from ${context.settingsFile}. What was read from it stays in the graph.\n`,
  );
  await context.output.flush();
}
