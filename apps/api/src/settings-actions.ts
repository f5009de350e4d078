import { setSetting, switchTarget } from "@deepsec/settings";
import { ApiError } from "./api-error.ts";
import type { ApiConfig } from "./config.ts";
import type { SettingsEditor } from "./config/settings-editor.ts";
import { redactKey } from "./cycle/redaction.ts";
import type { SettingsActions, SettingsView } from "./serve/settings-resolvers.ts";

/** @param nextMs - When the schedule is to begin a cycle next; null: never. */
export function settingsActions(editor: SettingsEditor, nextMs: () => number | null): SettingsActions {
  return {
    view: () => settingsView(editor.config, nextMs()),
    setSchedule: async (schedule) => {
      await editor.change((document) => setSetting(document, ["schedule"], schedule));
    },
    setRetention: async (limits) => {
      if (editor.config.archive === null)
        throw new ApiError("ARCHIVE_OFF", "lines are not archived: archive.enabled is false in deepsec.yaml");
      await editor.change((document) => {
        for (const [name, value] of Object.entries(limits)) setSetting(document, ["archive", name], value);
      });
    },
    switchTarget: async (name, isEnabled) => {
      await editor.change((document) => switchTarget(document, name, isEnabled));
    },
  };
}

function settingsView(config: ApiConfig, nextMs: number | null): SettingsView {
  const { settingsFile: file, schedule, timeZone, archive, keepDendrograms, rulePaths } = config;
  const remote = config.hosts.map(({ target, sources, followed = [], isPaused = false }) => ({
    name: target.name,
    address: target.address,
    port: target.port ?? null,
    user: target.user ?? null,
    isPaused,
    sources: sourceViews(config, target.name, sources, followed),
  }));
  const local = {
    name: "local",
    address: "127.0.0.1",
    port: null,
    user: null,
    isPaused: false,
    sources: sourceViews(config, "local", config.localSources, config.localFollowed),
  };
  return {
    file,
    schedule,
    nextCollectionAt: nextMs === null || !Number.isFinite(nextMs) ? null : new Date(nextMs).toISOString(),
    timeZone,
    archive: archive && {
      folder: archive.folder,
      keepDays: archive.limits.keepDays,
      keepGigabytes: archive.limits.bytesMax / 1e9,
    },
    keepDendrograms,
    rulePaths,
    hosts: config.localSources.length === 0 ? remote : [...remote, local],
  };
}

function sourceViews(
  { redaction }: ApiConfig,
  hostName: string,
  sources: readonly string[],
  followed: readonly string[],
): SettingsView["hosts"][number]["sources"] {
  return sources.map((path) => {
    const options = redaction.bySource.get(redactKey(hostName, path));
    return {
      path,
      isFollowed: followed.includes(path),
      redacts: options !== null,
      redactsEmail: options?.email === true,
    };
  });
}
