import { readFile } from "node:fs/promises";
import type { Duplex } from "node:stream";
import { NodeSSH } from "node-ssh";
import type { Client } from "ssh2";
import { CollectError } from "./collect-error.ts";
import { aborted, connectError, connectionLost } from "./connect-error.ts";
import { hostKeyPolicy, hostKeyType, type HostKeyPolicy } from "./host-key.ts";
import type { ResolvedTarget } from "./host-target.ts";
import { parseKnownHosts, type KnownHostsEntry } from "./known-hosts.ts";
import { loginMethods, type LoginMethod } from "./login-methods.ts";
import { algorithms, hostKeyAlgorithms, hostKeyTypes } from "./ssh-algorithms.ts";

const keepaliveIntervalMs = 10_000;
const keepaliveCountMax = 3;

/** How to come to a host, other than by a connection of one's own. */
export interface Way {
  /** A stream to the host's SSH port; a new one for each attempt. */
  readonly open: (() => Promise<Duplex>) | null;
  /** Ends the attempt, or the connection once there is one. */
  readonly signal: AbortSignal | undefined;
}

/** A connection that is verified and logged in, with its client at hand. */
export interface Login {
  readonly ssh: NodeSSH;
  readonly client: Client;
}

/**
 * Logs in to a host. The host's key is checked before anything else is sent: a key that is neither pinned nor in known_hosts ends
 * the attempt, and there is no way around that.
 *
 * @throws CollectError `KEY_UNREADABLE`, `HOST_UNREACHABLE`, `HOST_KEY_UNKNOWN`, `HOST_KEY_MISMATCH`, `HOST_KEY_REVOKED`,
 *   `NO_COMMON_ALGORITHM`, `AUTH_REFUSED`, `ABORTED`.
 */
export async function logIn(target: ResolvedTarget, way: Way): Promise<Login> {
  const methods = await loginMethods(target);
  const policy = await policyOf(target);
  let keyTypes = policy.keyTypes ?? hostKeyTypes;
  let mismatch: unknown = null;
  for (;;) {
    const outcome = await attempt(target, policy, keyTypes, methods, way);
    if ("login" in outcome) return outcome.login;
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

/**
 * The key that a host shows first; nothing is sent after it.
 *
 * @throws CollectError as `logIn`, when no key was shown
 */
export async function readHostKey(target: ResolvedTarget, way: Way): Promise<Buffer> {
  let shown: Buffer | null = null;
  const refuseAll: HostKeyPolicy = {
    keyTypes: null,
    check: (key) => {
      shown = Buffer.from(key);
      return connectionLost(target, "the host key was all that was asked for");
    },
  };
  const outcome = await attempt(target, refuseAll, hostKeyTypes, [], way);
  if (shown !== null) return shown;
  throw "error" in outcome ? outcome.error : connectionLost(target, "the host showed no key");
}

type Outcome = { readonly login: Login } | { readonly error: unknown; readonly shownKeyType: string | null };

async function attempt(
  target: ResolvedTarget,
  policy: HostKeyPolicy,
  keyTypes: readonly string[],
  methods: readonly LoginMethod[],
  { open, signal }: Way,
): Promise<Outcome> {
  if (isAborted(signal)) return { error: aborted(target, signal?.reason), shownKeyType: null };
  const stream = open === null ? null : await open();
  const ssh = new NodeSSH();
  let refusal: CollectError | null = null;
  let shownKeyType: string | null = null;
  const connected = ssh.connect({
    ...(stream === null ? {} : { sock: stream }),
    host: target.address,
    port: target.port,
    username: target.user,
    authHandler: [...methods],
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
  if (stream === null) client?.setNoDelay(true);
  const destroy = () => client?.destroy();
  signal?.addEventListener("abort", destroy, { once: true });
  try {
    await connected;
    if (client === null) throw connectionLost(target, "the connection ended right after the login");
    return { login: { ssh, client } };
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

async function policyOf(target: ResolvedTarget): Promise<HostKeyPolicy> {
  const [mainFile] = target.knownHostsFiles;
  if (target.hostKeySha256 !== undefined) return hostKeyPolicy(target, [], mainFile);
  const lists = await Promise.all(target.knownHostsFiles.map((file) => readKnownHosts(target, file)));
  return hostKeyPolicy(target, lists.flat(), mainFile);
}

async function readKnownHosts(target: ResolvedTarget, file: string): Promise<KnownHostsEntry[]> {
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
  return parseKnownHosts(text);
}
