import { randomUUID } from "node:crypto";
import { readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { HostSettings } from "@deepsec/collector";
import { type Document, parse, parseDocument } from "yaml";
import { SettingsError } from "./settings-error.ts";

/** A deepsec.yaml with its comments, for changing what stands in it. */
export interface SettingsDocument {
  readonly path: string;
  readonly document: Document;
  readonly hosts: readonly HostSettings[];
  /** As it was read: it is replaced only while it is still there. */
  readonly text: string;
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
  return { path, document, hosts: parsed.data, text };
}

/** The file as it is to be written: lines that say what they said are as a person wrote them. */
export function settingsText({ document, text }: SettingsDocument): string {
  const written = document.toString({
    lineWidth: 0,
    indent: /^ +(?=[^\s#])/mu.exec(text)?.[0].length ?? 2,
    // The file itself is no list: an item at its edge is one of a list that stands so.
    indentSeq: !/^- /mu.test(text),
    flowCollectionPadding: !/\[[^\s\]]/u.test(text),
  });
  const before = new Map(text.split("\n").map((line) => [withoutSpaces(line), line]));
  const kept = written
    .split("\n")
    .map((line) => before.get(withoutSpaces(line)) ?? line)
    .join("\n");
  // Spaces within quotes are not ours to choose.
  return isDeepStrictEqual(parse(kept), parse(written)) ? kept : written;
}

function withoutSpaces(line: string): string {
  const indent = line.length - line.trimStart().length;
  return `${indent} ${line.replaceAll(/\s/gu, "")}`;
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
    if ((await readText(path)) !== settings.text)
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

function unusable(path: string, fact: string, cause: Error): SettingsError {
  return new SettingsError(
    "SETTINGS_UNUSABLE",
    `${path} cannot be used: ${fact}`,
    "correct it first, or name another file with --config",
    { cause },
  );
}
