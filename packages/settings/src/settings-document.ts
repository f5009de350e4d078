import { createHash, randomUUID } from "node:crypto";
import { readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { HostSettings } from "@deepsec/collector";
import { parseDocument, type Document } from "yaml";
import { SettingsError } from "./settings-error.ts";

/** A deepsec.yaml with its comments, for changing what stands in it. */
export interface SettingsDocument {
  readonly path: string;
  readonly document: Document;
  readonly hosts: readonly HostSettings[];
  /** Of the text that was read: it is replaced only while it is still there. */
  readonly hash: string;
  /** Lists on one line are written as [ a ], not as [a]. */
  readonly isPadded: boolean;
}

/**
 * Reads deepsec.yaml; a missing one has no hosts.
 *
 * @throws SettingsError `SETTINGS_UNUSABLE` when it cannot be read, is no YAML, or a host in it is not as it has to be
 */
export async function loadSettingsDocument(path: string): Promise<SettingsDocument> {
  const text = await readText(path);
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined)
    throw unusable(path, (error.message.split("\n")[0] ?? "").replace(/:$/u, ""), error);
  const list: unknown = document.toJS({ maxAliasCount: 100 })?.hosts ?? [];
  const parsed = HostSettings.array().safeParse(list);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw unusable(path, `hosts.${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`, parsed.error);
  }
  return { path, document, hosts: parsed.data, hash: hashOf(text), isPadded: !/\[[^\s\]]/u.test(text) };
}

/** The file as it is to be written. */
export function settingsText({ document, isPadded }: SettingsDocument): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: isPadded });
}

/**
 * Writes the document in one step: who reads it at the same time sees the old one or the new one.
 *
 * @throws SettingsError `SETTINGS_CHANGED` when somebody wrote the file since it was loaded: nothing is overwritten; `SETTINGS_UNUSABLE`
 *   when it cannot be written
 */
export async function saveSettingsDocument(settings: SettingsDocument): Promise<void> {
  const { path } = settings;
  // Through a symbolic link, and with the rights that the file has.
  const file = await realpath(path).catch(() => path);
  const fresh = `${file}.${randomUUID()}.new`;
  try {
    const mode = await stat(file).then(
      (found) => found.mode & 0o777,
      () => 0o644,
    );
    await writeFile(fresh, settingsText(settings), { mode, flag: "wx" });
    if (hashOf(await readText(path)) !== settings.hash)
      throw new SettingsError(
        "SETTINGS_CHANGED",
        `${path} was changed by somebody else at the same moment: nothing was overwritten`,
        "look at it, then do the same again",
      );
    await rename(fresh, file);
  } catch (cause) {
    await rm(fresh, { force: true }).catch(() => undefined);
    if (cause instanceof SettingsError) throw cause;
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    const fact = `${path} cannot be written (${code})`;
    throw new SettingsError("SETTINGS_UNUSABLE", fact, `look: ls -ld ${path}`, { cause });
  }
}

async function readText(path: string): Promise<string> {
  return readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return "";
    throw unusable(path, cause.code ?? cause.message, cause);
  });
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function unusable(path: string, fact: string, cause: Error): SettingsError {
  return new SettingsError(
    "SETTINGS_UNUSABLE",
    `${path} cannot be used: ${fact}`,
    "correct it first, or name another file with --config",
    { cause },
  );
}
