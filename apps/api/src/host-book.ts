import {
  checkHost,
  type HostReport,
  HostSettings,
  hostTarget,
  type JournalOptions,
  journalOptions,
} from "@deepsec/collector";
import {
  addHost,
  assertNewHost,
  hostNamed,
  hostNameOf,
  loadSettingsDocument,
  pauseHost,
  removeHost,
  SettingsError,
} from "@deepsec/settings";
import { ApiError } from "./api-error.ts";
import type { SettingsEditor } from "./config/settings-editor.ts";
import type { CheckedHost, HostActions, HostLogin } from "./serve/host-resolvers.ts";

/** Stands in until the host has said what it has. */
const NO_SOURCES = ["/var/log"];
const SOURCES_MAX = 500;
const PATH_LENGTH_MAX = 4096;
/** A host may answer as slowly as it likes; who looks at it does not wait for ever. */
const CHECK_MS_MAX = 120_000;
const CHECKS_AT_ONCE_MAX = 8;

/** Adds, pauses and removes hosts while the API runs: in deepsec.yaml, as `deepsec host` does. */
export class HostBook implements HostActions {
  readonly #editor: SettingsEditor;
  readonly #agentSocket: string | undefined;
  #checks = 0;

  /** @param agentSocket - The ssh-agent of the environment. */
  constructor(editor: SettingsEditor, agentSocket: string | undefined) {
    this.#editor = editor;
    this.#agentSocket = agentSocket;
  }

  /** @throws ApiError `BAD_INPUT`, `CHECKS_BUSY` */
  async check(
    login: HostLogin,
    acceptedKey: string | null,
    sources: readonly string[] | null,
    logFolder: string,
  ): Promise<CheckedHost> {
    const host = settingsOf(login, acceptedKey, sources ?? NO_SOURCES);
    return { name: host.name, ...(await this.#report(host, sources, folderOf(logFolder))) };
  }

  /** @throws SettingsError `HOST_UNKNOWN` */
  async test(name: string): Promise<CheckedHost> {
    const host = hostNamed(name, await loadSettingsDocument(this.#editor.file));
    const journal = host.journald === undefined ? undefined : journalOptions(host.journald);
    return { name, ...(await this.#report(host, host.sources, "/var/log", journal)) };
  }

  /** @throws SettingsError `HOST_KNOWN`, `HOST_UNUSABLE`, `SETTINGS_UNUSABLE`, `SETTINGS_CHANGED`; ApiError `BAD_INPUT` */
  async add(
    login: HostLogin,
    acceptedKey: string | null,
    sources: readonly string[],
    isFollowed: boolean,
  ): Promise<CheckedHost> {
    const host = settingsOf(login, acceptedKey, sources);
    assertNewHost(host.name, await loadSettingsDocument(this.#editor.file));
    const report = await this.#report(host, host.sources, "/var/log");
    if (!report.isUsable) {
      const red = report.checks.find(({ state }) => state === "red");
      const fact = `${host.name} was not saved: ${red?.fact ?? "it cannot be read"}`;
      throw new SettingsError("HOST_UNUSABLE", fact, red?.fixes.join("; ") ?? "");
    }
    const isScript = report.transport === "script";
    await this.#editor.change((document) =>
      addHost(document, {
        ...host,
        ...(isScript ? { transport: "script" } : {}),
        ...(isFollowed ? { follow: true } : {}),
      }),
    );
    return { name: host.name, ...report };
  }

  /** @throws SettingsError `HOST_UNKNOWN`, `SETTINGS_UNUSABLE`, `SETTINGS_CHANGED` */
  async remove(name: string): Promise<void> {
    await this.#editor.change((document) => removeHost(document, name));
  }

  /** @throws SettingsError `HOST_UNKNOWN`, `SETTINGS_UNUSABLE`, `SETTINGS_CHANGED` */
  async pause(name: string, isPaused: boolean): Promise<void> {
    await this.#editor.change((document) => pauseHost(document, name, isPaused));
  }

  async #report(
    host: HostSettings,
    sources: readonly string[] | null,
    logFolder: string,
    journal?: JournalOptions,
  ): Promise<HostReport> {
    if (this.#checks >= CHECKS_AT_ONCE_MAX)
      throw new ApiError("CHECKS_BUSY", `${this.#checks} hosts are being looked at; try again in a moment`);
    this.#checks += 1;
    try {
      const target = hostTarget(host, this.#agentSocket);
      const signal = AbortSignal.timeout(CHECK_MS_MAX);
      return await checkHost(target, sources, logFolder, Date.now, journal, signal);
    } finally {
      this.#checks -= 1;
    }
  }
}

/** @throws ApiError `BAD_INPUT` with what is wrong */
function settingsOf(login: HostLogin, acceptedKey: string | null, sources: readonly string[]): HostSettings {
  const tooLong = sources.find((source) => source.length > PATH_LENGTH_MAX);
  if (tooLong !== undefined || sources.length > SOURCES_MAX)
    throw bad(`sources: at most ${SOURCES_MAX} paths of at most ${PATH_LENGTH_MAX} characters`);
  const said = Object.entries(login).filter(([, value]) => value !== null && value !== "");
  const parsed = HostSettings.safeParse({
    name: hostNameOf(login.address),
    ...Object.fromEntries(said),
    ...(acceptedKey === null ? {} : { hostKeySha256: acceptedKey }),
    sources: [...new Set(sources)],
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw bad(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

function folderOf(text: string): string {
  if (/^\/[^\p{Cc}*?[\]]{0,4095}$/u.test(text)) return text.replace(/\/$/u, "");
  throw bad("logFolder: an absolute path without * ? [ ]");
}

function bad(fact: string): ApiError {
  return new ApiError("BAD_INPUT", fact);
}
