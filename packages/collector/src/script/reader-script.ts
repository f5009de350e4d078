import { readFileSync } from "node:fs";

const script = readFileSync(new URL("reader.sh", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));

/** The command that starts the reader where a login may run any: a constant, one line, with no quote inside its quotes. */
export const readerCommand = `exec /bin/sh -c 'fixed=; roots=; ${script.map((line) => line.trim()).join(" ")}'`;

/**
 * The reader as a file that an operator places on a host, for a login or a sudo rule that may run this and nothing else.
 *
 * @param folders - Absolute; nothing outside of them is read, whatever is asked.
 */
export function readerFile(folders: readonly string[]): string {
  const roots = folders.map((folder) => `${folder.replace(/\/{1,8}$/u, "")}/\n`).join("");
  return `#!/bin/sh
# Reads logs for DeepSec: those in the folders below, and the journal. It writes nothing and runs nothing that it is told to.
fixed=1; roots='${roots.replaceAll("'", String.raw`'\''`)}';
${script.join("\n")}
`;
}
