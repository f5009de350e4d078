import { readerFile } from "@deepsec/collector";
import { CliError } from "../cli-error.ts";
import type { HostContext } from "../hosts/host-context.ts";

/**
 * Prints the reader script as a file to place on a host, for a key or a sudo rule that may run it and nothing else.
 *
 * @param folders - All that it may read.
 * @throws CliError `USAGE` for a folder that is not absolute
 */
export async function printReader(folders: readonly string[], { output }: HostContext): Promise<void> {
  const wrong = folders.find((folder) => !folder.startsWith("/") || /\p{Cc}/u.test(folder));
  if (wrong !== undefined)
    throw new CliError(
      "USAGE",
      `${JSON.stringify(wrong)} is no absolute path`,
      "write --folder /var/log /srv/app/logs",
    );
  output.text(readerFile(folders));
  await output.flush();
}
