import { randomUUID } from "node:crypto";
import { readFile, realpath, rename, stat, writeFile } from "node:fs/promises";
import { HostSettings } from "@deepsec/collector";
import { isSeq, parseDocument, type Document } from "yaml";
import { CliError } from "../cli-error.ts";

/** A deepsec.yaml with its comments, for changing its hosts. */
export interface SettingsDocument {
  readonly path: string;
  readonly document: Document;
  readonly hosts: readonly HostSettings[];
  /** Lists on one line are written as [ a ], not as [a]. */
  readonly isPadded: boolean;
}

/**
 * Reads deepsec.yaml; a missing one has no hosts.
 *
 * @throws CliError `SETTINGS_UNUSABLE` when it cannot be read, is no YAML, or a host in it is not as it has to be
 */
export async function loadSettingsDocument(path: string): Promise<SettingsDocument> {
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return "";
    throw unusable(path, cause.code ?? cause.message, cause);
  });
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined)
    throw unusable(path, (error.message.split("\n")[0] ?? "").replace(/:$/u, ""), error);
  const list: unknown = document.toJS({ maxAliasCount: 100 })?.hosts ?? [];
  const parsed = HostSettings.array().safeParse(list);
  if (parsed.success) return { path, document, hosts: parsed.data, isPadded: !/\[[^\s\]]/u.test(text) };
  const issue = parsed.error.issues[0];
  throw unusable(path, `hosts.${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`, parsed.error);
}

/** Adds a host after the others. */
export function addHost({ document }: SettingsDocument, entry: Readonly<Record<string, unknown>>): void {
  const hosts = document.get("hosts");
  if (!isSeq(hosts)) {
    document.set("hosts", document.createNode([entry]));
    return;
  }
  // An empty list is written as [], and what is put into it would stay on that line.
  if (hosts.items.length === 0) hosts.flow = false;
  hosts.add(document.createNode(entry));
}

/** Takes out the host at `index` of `hosts`, and the comment above it. */
export function removeHost({ document }: SettingsDocument, index: number): void {
  document.deleteIn(["hosts", index]);
}

/** Writes the document in one step: who reads it at the same time sees the old one or the new one. */
export async function saveSettingsDocument({ path, document, isPadded }: SettingsDocument): Promise<void> {
  try {
    // Through a symbolic link, and with the rights that the file has.
    const file = await realpath(path).catch(() => path);
    const mode = await stat(file).then(
      (found) => found.mode & 0o777,
      () => 0o644,
    );
    const text = document.toString({ lineWidth: 0, flowCollectionPadding: isPadded });
    const fresh = `${file}.${randomUUID()}.new`;
    await writeFile(fresh, text, { mode, flag: "wx" });
    await rename(fresh, file);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new CliError("SETTINGS_UNUSABLE", `${path} cannot be written (${code})`, `look: ls -ld ${path}`, {
      cause,
    });
  }
}

function unusable(path: string, fact: string, cause: Error): CliError {
  return new CliError(
    "SETTINGS_UNUSABLE",
    `${path} cannot be used: ${fact}`,
    "correct it first, or name another file with --config",
    { cause },
  );
}
