import { CollectError } from "./collect-error.ts";

/**
 * A path goes to the host as data, never through a shell; still, NUL and newlines are no log file's name and would
 * break what is printed about it.
 *
 * @throws CollectError `BAD_PATH` for a relative path, control characters, or more than 4096 characters.
 */
export function checkPath(path: string): void {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (!path.startsWith("/") || /[\u0000-\u001f\u007f]/u.test(path) || path.length > 4096) {
    throw new CollectError(
      "BAD_PATH",
      `${JSON.stringify(path.slice(0, 200))} cannot be a source`,
      "Name an absolute path without control characters under sources in deepsec.yaml.",
    );
  }
}
