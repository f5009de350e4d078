import { CollectError } from "./collect-error.ts";

/** A host and how to log in to it. Keys are given by reference only; what is left out is taken from ~/.ssh/config. */
export interface HostTarget {
  readonly name: string;
  /** Name, IP address or alias of ~/.ssh/config. */
  readonly address: string;
  readonly port?: number;
  readonly user?: string;
  /** Private key without a pass phrase; `~/` is the home directory. */
  readonly identityFile?: string;
  /** Socket of an ssh-agent, for keys with a pass phrase. */
  readonly agentSocket?: string;
  /** The only key that the host may show, as `ssh-keygen -l` prints it. */
  readonly hostKeySha256?: string;
  /** Not looked at when `hostKeySha256` is set. */
  readonly knownHostsFile?: string;
  /** Hosts to go through, as `ssh -J` takes them: `user@host:port`, with commas; `none` for the direct way. */
  readonly proxyJump?: string;
  /** Read in place of ~/.ssh/config and /etc/ssh/ssh_config; `none` reads neither. */
  readonly sshConfigFile?: string;
  /** How files are read; left out: over SFTP, by the reader script where the host gives no SFTP. */
  readonly transport?: "sftp" | "script";
  /** The reader script runs as root, by the one command that a sudo rule allows. */
  readonly sudo?: boolean;
  /** Folders that the reader script may read in, links followed; left out: all that the login may. */
  readonly folders?: readonly string[];
  /** For each connection: name, connection, key exchange and login. */
  readonly connectTimeoutMs: number;
}

/** A target with nothing left open. */
export interface ResolvedTarget extends HostTarget {
  readonly port: number;
  readonly user: string;
  /** Keys that are tried where no `identityFile` is named; those that are missing or cannot be used are passed over. */
  readonly usualIdentityFiles: readonly string[];
  /** The first one is where a new key belongs. */
  readonly knownHostsFiles: readonly [string, ...string[]];
  /** Name and port under which known_hosts lists the host. */
  readonly knownAs: { readonly address: string; readonly port: number };
  /** Hosts to go through, the first one first. */
  readonly jumps: readonly string[];
}

const namePattern = /^[A-Za-z0-9_][A-Za-z0-9_.@+$-]{0,254}$/u;
const addressPattern = /^[A-Za-z0-9_:][A-Za-z0-9_.:%-]{0,254}$/u;

/**
 * Names go into messages, file names and commands that people paste: only what a name needs is let in.
 *
 * @throws CollectError `BAD_TARGET`
 */
export function checkTarget(target: HostTarget): void {
  const wrong: string[] = [];
  if (!addressPattern.test(target.address)) wrong.push(`address ${JSON.stringify(target.address)}`);
  if (target.user !== undefined && !namePattern.test(target.user))
    wrong.push(`user ${JSON.stringify(target.user)}`);
  const { port } = target;
  if (port !== undefined && (!Number.isInteger(port) || port < 1 || port > 65_535))
    wrong.push(`port ${port}`);
  if (
    target.hostKeySha256 !== undefined &&
    !/^(?:SHA256:)?[A-Za-z0-9+/]{43}=?$/u.test(target.hostKeySha256)
  ) {
    wrong.push(`hostKeySha256 ${JSON.stringify(target.hostKeySha256)}`);
  }
  if (wrong.length === 0) return;
  throw new CollectError(
    "BAD_TARGET",
    `${target.name}: ${wrong.join(", ")} cannot be used`,
    `Correct ${wrong.map((entry) => entry.split(" ")[0]).join(", ")} of ${target.name} in deepsec.yaml.`,
  );
}
