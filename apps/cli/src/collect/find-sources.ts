import { readdir, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import type { Transport } from "@deepsec/collector";
import { CliError } from "../cli-error.ts";
import { inputError } from "../find-inputs.ts";

/**
 * The sources behind the paths of a command line, as absolute paths, each once: a file is itself; of a directory, every log
 * in it and below, where what rotation made of a file belongs to that file. A source that was read before and is rotated
 * away now is still one.
 *
 * @param known - paths of the sources read before
 * @throws CliError `INPUT_NOT_FOUND` or `INPUT_UNREADABLE` for a path that is not there and never was
 */
export async function findSources(
  transport: Transport,
  paths: readonly string[],
  known: readonly string[],
): Promise<string[]> {
  const sources = new Set<string>();
  for (const given of paths) {
    if (given === "-")
      throw new CliError(
        "USAGE",
        "collect cannot read standard input: it has no place to go on from",
        "give files",
      );
    const path = resolve(given);
    const entry = await stat(path).catch((cause: unknown) => {
      if (known.includes(path)) return null;
      throw inputError(given, cause);
    });
    if (entry?.isDirectory() !== true) {
      sources.add(path);
      continue;
    }
    const below = await readdir(path, { withFileTypes: true, recursive: true }).catch((cause: unknown) => {
      throw inputError(given, cause);
    });
    const folders = below
      .filter((item) => item.isDirectory())
      .map((item) => join(item.parentPath, item.name));
    for (const folder of [path, ...folders]) {
      // In a set a wildcard is itself.
      const literal = folder.replaceAll(/[*?[]/g, "[$&]");
      for (const source of await transport.list(`${literal}/*`)) sources.add(source);
    }
    for (const source of known) if (source.startsWith(path + sep)) sources.add(source);
  }
  return [...sources];
}
