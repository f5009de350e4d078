import {
  loadSettingsDocument,
  saveSettingsDocument,
  type SettingsDocument,
  settingsText,
} from "@deepsec/settings";
import { ApiError } from "../api-error.ts";
import { type ApiConfig, ConfigError } from "../config.ts";

export interface SettingsEditorOptions {
  /** What the settings are, with `text` in the place of what the file says. @throws ConfigError */
  readonly parse: (text: string) => ApiConfig;
  /** Has what runs take up what was changed. */
  readonly onChange: (config: ApiConfig) => Promise<void>;
}

/** Changes deepsec.yaml while the API runs, one change at a time: each begins from what the file says then. */
export class SettingsEditor {
  readonly #options: SettingsEditorOptions;
  #config: ApiConfig;
  #last: Promise<unknown> = Promise.resolve();

  /** @param config - What the API runs with. */
  constructor(config: ApiConfig, options: SettingsEditorOptions) {
    this.#config = config;
    this.#options = options;
  }

  /** What the API runs with: of what was written into the file by hand, what can be changed while it runs. */
  get config(): ApiConfig {
    return this.#config;
  }

  /** @throws ApiError `BAD_INPUT` where the settings stand in no file */
  get file(): string {
    const { settingsFile } = this.#config;
    if (settingsFile !== null) return settingsFile;
    throw new ApiError("BAD_INPUT", "the settings of this API stand in no file: they cannot be changed");
  }

  /**
   * @param edit - Changes the document.
   * @throws SettingsError; ApiError `BAD_INPUT` when the settings would be wrong after it. Then nothing is written.
   */
  change(edit: (document: SettingsDocument) => void): Promise<ApiConfig> {
    const turn = this.#last.then(() => this.#change(edit));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #change(edit: (document: SettingsDocument) => void): Promise<ApiConfig> {
    const { parse, onChange } = this.#options;
    const document = await loadSettingsDocument(this.file);
    edit(document);
    const fresh = withLive(this.#config, parsed(settingsText(document), parse));
    await saveSettingsDocument(document);
    this.#config = fresh;
    await onChange(fresh);
    return fresh;
  }
}

function parsed(text: string, parse: SettingsEditorOptions["parse"]): ApiConfig {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ApiError("BAD_INPUT", `nothing was written: ${error.problems.join("; ")}`, { cause: error });
  }
}

/** What runs goes on with what cannot be changed while it does: the database, the zone, the rules, secrets. */
function withLive(running: ApiConfig, fresh: ApiConfig): ApiConfig {
  const { hosts, localSources, localFollowed, localJournal, schedule, redaction, archive, notify } = fresh;
  const isEnabled = new Map(notify.targets.map((target) => [target.name, target.isEnabled]));
  return {
    ...running,
    hosts,
    localSources,
    localFollowed,
    localJournal,
    schedule,
    redaction: { ...running.redaction, bySource: redaction.bySource },
    archive:
      running.archive === null || archive === null
        ? running.archive
        : { ...running.archive, limits: archive.limits },
    notify: {
      ...running.notify,
      targets: running.notify.targets.map((target) => ({
        ...target,
        isEnabled: isEnabled.get(target.name) ?? target.isEnabled,
      })),
    },
  };
}
