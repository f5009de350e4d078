import { CollectError } from "./collect-error.ts";

export type FileRefusal = "missing" | "denied" | "link" | "directory" | "other";

export interface FileErrorContext {
  /** Who tried to read. */
  readonly user: string;
  /** The host's name, or "this machine". */
  readonly where: string;
  /** Where a symbolic link leads, when that is known. */
  readonly linkTarget?: string | null;
}

/** The error for a path that cannot be read as a file, the same whichever transport met it. */
export function fileError(
  reason: FileRefusal,
  path: string,
  { user, where, linkTarget = null }: FileErrorContext,
  cause?: unknown,
): CollectError {
  const options = cause === undefined ? {} : { cause };
  switch (reason) {
    case "missing":
      return new CollectError(
        "FILE_NOT_FOUND",
        `${path} does not exist on ${where}`,
        `Correct the path under sources in deepsec.yaml, or look what there is: ls -l ${quoted(parentOf(path))}`,
        options,
      );
    case "denied":
      return new CollectError(
        "FILE_UNREADABLE",
        `${user} may not read ${path} on ${where}`,
        `On ${where}: sudo usermod -aG adm ${user} (then log in again), or for this one: sudo setfacl -R -m u:${user}:rX ${quoted(path)}`,
        options,
      );
    case "link":
      return new CollectError(
        "NOT_A_FILE",
        `${path} on ${where} is a symbolic link${linkTarget === null ? "" : ` to ${linkTarget}`}`,
        linkTarget === null
          ? "Name the file that the link leads to under sources in deepsec.yaml."
          : `Name ${linkTarget} under sources in deepsec.yaml.`,
        options,
      );
    case "directory":
      return new CollectError(
        "NOT_A_FILE",
        `${path} on ${where} is a directory`,
        `Name its files under sources in deepsec.yaml, for example ${path.replace(/\/{1,8}$/u, "")}/*.log`,
        options,
      );
    case "other":
      return new CollectError(
        "NOT_A_FILE",
        `${path} on ${where} is not a regular file`,
        "Name a regular file under sources in deepsec.yaml; FIFOs, sockets and devices are not read.",
        options,
      );
  }
}

/** The error for a path whose folder, its links followed, lies outside of those that may be read. */
export function folderOutside(path: string, folder: string, where: string): CollectError {
  return new CollectError(
    "NOT_A_FILE",
    `${path} on ${where} leads to ${folder}, outside of the folders that are read there`,
    `Name its files where they are under sources in deepsec.yaml: ${folder}/…; a reader that was placed on the host has its folders in its own third line.`,
  );
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

/** A path as a word of a shell command that a person may paste. */
function quoted(path: string): string {
  return /^[\w./@%+,:-]+$/u.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
