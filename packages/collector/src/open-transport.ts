import { CollectError } from "./collect-error.ts";
import type { ResolvedTarget } from "./host-target.ts";
import { scriptTransport } from "./script/script-transport.ts";
import { sftpTransport } from "./sftp-transport.ts";
import type { Login } from "./ssh-login.ts";
import type { Transport } from "./transport.ts";

/**
 * The way to the files that the target names; where it names none, SFTP, or the reader script on a host that gives no SFTP.
 *
 * @throws CollectError `SFTP_UNAVAILABLE`, `READER_UNAVAILABLE`, `CONNECTION_LOST`
 */
export async function openTransport(login: Login, target: ResolvedTarget): Promise<Transport> {
  if (target.transport === "script" || target.sudo === true) return scriptTransport(login, target);
  try {
    return await sftpTransport(login, target);
  } catch (error) {
    const isWithoutSftp = error instanceof CollectError && error.code === "SFTP_UNAVAILABLE";
    if (!isWithoutSftp || target.transport === "sftp") throw error;
    // What lets SFTP in is the smaller change on the host: when neither works, that is what is said.
    return scriptTransport(login, target).catch(() => Promise.reject(error));
  }
}
