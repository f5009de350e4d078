import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "./cli-error.ts";
import { compareRotated } from "./rotation-order.ts";

export const STDIN = "-";

// Found inside a folder these are no log text; named by themselves they are tried as they are.
const NOT_TEXT =
  /\.(?:journal|journal~|xz|bz2|zip|tar|tgz|rpm|deb|png|db|sqlite)$|^(?:wtmp|btmp|lastlog|faillog)(?:[.-]\d+)?$/;

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error;
}

/** The same fact in words of a person, with what to do, for each failure of opening or reading a path. */
export function inputError(path: string, cause: unknown): CliError {
  const code = isSystemError(cause) ? cause.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR")
    return new CliError(
      "INPUT_NOT_FOUND",
      `${path}: no such file or directory`,
      "check the path, or give - to read standard input",
      {
        cause,
      },
    );
  if (code === "EACCES" || code === "EPERM")
    return new CliError(
      "INPUT_UNREADABLE",
      `${path}: not readable for this user`,
      `read it through standard input: sudo cat '${path.replaceAll("'", `'\\''`)}' | deepsec analyze -`,
      { cause },
    );
  return new CliError(
    "INPUT_UNREADABLE",
    `${path}: cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
    "check that it is a file that can be read to its end",
    { cause },
  );
}

/**
 * The files behind the paths of a command line: a file is itself, `-` is standard input, a folder is every log file in it and
 * below (hidden ones and those that are no text left out), rotated ones before the one written now. Each path once, in the
 * order given.
 *
 * @param onSkip - hears each file of a folder that is left out because of its name
 * @throws CliError `INPUT_NOT_FOUND`, `INPUT_UNREADABLE`, or `INPUT_EMPTY` for a folder without a log file
 */
export async function findInputs(
  paths: readonly string[],
  onSkip: (path: string) => void,
): Promise<string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    if (path === STDIN) {
      found.add(path);
      continue;
    }
    const entry = await stat(path).catch((cause: unknown) => {
      throw inputError(path, cause);
    });
    if (!entry.isDirectory()) {
      found.add(path);
      continue;
    }
    const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch((cause: unknown) => {
      throw inputError(path, cause);
    });
    const files = entries
      // A link in a log folder may lead anywhere, /dev/random too; only what lies here is read.
      .filter((item) => item.isFile() && !item.name.startsWith("."))
      .map((item) => ({ name: item.name, path: join(item.parentPath, item.name) }));
    const texts = files.filter((file) => !NOT_TEXT.test(file.name));
    for (const file of files) if (NOT_TEXT.test(file.name)) onSkip(file.path);
    if (texts.length === 0)
      throw new CliError(
        "INPUT_EMPTY",
        `${path}: no log file in this directory`,
        "give a file, or a directory that holds some",
      );
    for (const file of texts.map((text) => text.path).toSorted(compareRotated)) found.add(file);
  }
  return [...found];
}
