import { readFile } from "node:fs/promises";
import { NodeSSH } from "node-ssh";
import { CollectError } from "./collect-error.ts";
import { aborted, connectError } from "./connect-error.ts";
import { hostKeyPolicy, hostKeyType, type HostKeyPolicy } from "./host-key.ts";
import { checkTarget, type HostTarget } from "./host-target.ts";
import { parseKnownHosts } from "./known-hosts.ts";
import { expandHome, loginMethods, type LoginMethod } from "./login-methods.ts";
import { sftpTransport } from "./sftp-transport.ts";
import { algorithms, hostKeyAlgorithms, hostKeyTypes } from "./ssh-algorithms.ts";
import type { Transport } from "./transport.ts";

const keepaliveIntervalMs = 10_000;
const keepaliveCountMax = 3;

export interface ConnectOptions {
  /** Ends the attempt, or the connection once there is one. */
  readonly signal?: AbortSignal;
}

/**
 * Logs in to a host and opens one SFTP channel. The host's key is checked before anything else is sent: a key that is
 * neither pinned nor in known_hosts ends the attempt, and there is no way around that.
 *
 * @throws CollectError `BAD_TARGET`, `KEY_UNREADABLE`, `HOST_UNREACHABLE`, `HOST_KEY_UNKNOWN`, `HOST_KEY_MISMATCH`,
 *   `HOST_KEY_REVOKED`, `NO_COMMON_ALGORITHM`, `AUTH_REFUSED`, `SFTP_UNAVAILABLE`, `ABORTED`.
 */
export async function connectSsh(target: HostTarget, options: ConnectOptions = {}): Promise<Transport> {
  checkTarget(target);
  const login = await loginMethods(target);
  const policy = await policyOf(target);
  let keyTypes = policy.keyTypes ?? hostKeyTypes;
  let mismatch: unknown = null;
  for (;;) {
    const outcome = await attempt(target, policy, keyTypes, login, options.signal);
    if ("transport" in outcome) return outcome.transport;
    const { error, shownKeyType } = outcome;
    // A pin does not tell its type, and a host with several keys shows the one that stands first: ask for the others.
    const isMismatch = error instanceof CollectError && error.code === "HOST_KEY_MISMATCH";
    const others = keyTypes.filter((type) => type !== shownKeyType);
    if (!isMismatch || policy.keyTypes !== null || others.length === 0 || others.length === keyTypes.length) {
      throw mismatch ?? error;
    }
    mismatch ??= error;
    keyTypes = others;
  }
}

type Outcome =
  { readonly transport: Transport } | { readonly error: unknown; readonly shownKeyType: string | null };

async function attempt(
  target: HostTarget,
  policy: HostKeyPolicy,
  keyTypes: readonly string[],
  login: readonly LoginMethod[],
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  if (isAborted(signal)) return { error: aborted(target, signal?.reason), shownKeyType: null };
  const ssh = new NodeSSH();
  let refusal: CollectError | null = null;
  let shownKeyType: string | null = null;
  const connected = ssh.connect({
    host: target.address,
    port: target.port,
    username: target.user,
    authHandler: [...login],
    algorithms: { ...algorithms, serverHostKey: hostKeyAlgorithms(keyTypes) },
    hostVerifier: (key: Buffer) => {
      shownKeyType = hostKeyType(key);
      refusal = policy.check(key);
      return refusal === null;
    },
    readyTimeout: target.connectTimeoutMs,
    keepaliveInterval: keepaliveIntervalMs,
    keepaliveCountMax,
  });
  const client = ssh.connection;
  // node-ssh leaves the connection without an error listener once it is ready: a later reset would end the process.
  client?.on("error", () => undefined);
  // Login and SFTP send many small packets; held back to be sent together they cost 40 ms each.
  client?.setNoDelay(true);
  const destroy = () => client?.destroy();
  signal?.addEventListener("abort", destroy, { once: true });
  try {
    await connected;
    const transport = await sftpTransport(ssh, target);
    return { transport };
  } catch (error) {
    destroy();
    signal?.removeEventListener("abort", destroy);
    if (isAborted(signal)) return { error: aborted(target, signal?.reason), shownKeyType };
    return {
      error: refusal ?? (error instanceof CollectError ? error : connectError(target, error)),
      shownKeyType,
    };
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

async function policyOf(target: HostTarget): Promise<HostKeyPolicy> {
  const file = expandHome(target.knownHostsFile ?? "~/.ssh/known_hosts");
  if (target.hostKeySha256 !== undefined) return hostKeyPolicy(target, [], file);
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    // No file means no known host; a file that may not be read could hold a revocation.
    if (cause.code === "ENOENT") return "";
    throw new CollectError(
      "HOST_KEY_UNKNOWN",
      `${target.name}: ${file} cannot be read (${cause.code ?? cause.message})`,
      `sudo chown "$USER" ${file} && chmod 600 ${file}`,
      { cause },
    );
  });
  return hostKeyPolicy(target, parseKnownHosts(text), file);
}
