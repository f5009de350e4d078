import { aborted } from "./connect-error.ts";
import { hostKeySha256, hostKeyType } from "./host-key.ts";
import type { HostTarget } from "./host-target.ts";
import { logInByJumps, readHostKeyByJumps } from "./proxy-jump.ts";
import { openTransport } from "./open-transport.ts";
import { resolveTarget } from "./ssh-config.ts";
import type { Transport } from "./transport.ts";

export interface ConnectOptions {
  /** Ends the attempt, or the connection once there is one. */
  readonly signal?: AbortSignal;
}

/**
 * Logs in to a host and opens one channel for its files. What the target leaves open is taken from ~/.ssh/config.
 *
 * @throws CollectError `BAD_TARGET`, `SSH_CONFIG_UNUSABLE`, `KEY_UNREADABLE`, `HOST_UNREACHABLE`, `HOST_KEY_UNKNOWN`,
 *   `HOST_KEY_MISMATCH`, `HOST_KEY_REVOKED`, `NO_COMMON_ALGORITHM`, `AUTH_REFUSED`, `SFTP_UNAVAILABLE`, `READER_UNAVAILABLE`, `ABORTED`.
 */
export async function connectSsh(target: HostTarget, options: ConnectOptions = {}): Promise<Transport> {
  const resolved = await resolveTarget(target);
  const login = await logInByJumps(resolved, options.signal);
  try {
    return await openTransport(login, resolved);
  } catch (error) {
    login.client.destroy();
    throw options.signal?.aborted === true ? aborted(resolved, options.signal.reason) : error;
  }
}

/** The key that a host shows before any login. */
export interface ShownHostKey {
  /** Where the host was reached, after ~/.ssh/config. */
  readonly address: string;
  readonly port: number;
  /** Such as `ssh-ed25519`. */
  readonly type: string;
  /** `SHA256:…`, as ssh-keygen prints it. */
  readonly sha256: string;
  /** Prints the key that the host has, to be typed there. */
  readonly command: string;
}

/**
 * Asks a host for its key and sends nothing else, so that a person can compare it.
 *
 * @throws CollectError `BAD_TARGET`, `SSH_CONFIG_UNUSABLE`, `HOST_UNREACHABLE`, `NO_COMMON_ALGORITHM`; for a host in between all
 *   that `connectSsh` throws.
 */
export async function showHostKey(target: HostTarget): Promise<ShownHostKey> {
  const resolved = await resolveTarget(target);
  const key = await readHostKeyByJumps(resolved);
  const { address, port } = resolved;
  const type = hostKeyType(key);
  const kind = type.split("-").find((word) => /^(?:ed25519|ecdsa|rsa)$/u.test(word)) ?? "*";
  const command = `ssh-keygen -lf /etc/ssh/ssh_host_${kind}_key.pub`;
  return { address, port, type, sha256: hostKeySha256(key), command };
}
