import { CollectError } from "./collect-error.ts";

/** A host and how to log in to it. Keys are given by reference only. */
export interface HostTarget {
  readonly name: string;
  /** Name or IP address, as SSH is to reach it and as known_hosts lists it. */
  readonly address: string;
  readonly port: number;
  readonly user: string;
  /** Private key without a pass phrase; `~/` is the home directory. Default: ~/.ssh/id_ed25519, id_ecdsa, id_rsa where they exist. */
  readonly identityFile?: string;
  /** Socket of an ssh-agent, for keys with a pass phrase. */
  readonly agentSocket?: string;
  /** The only key that the host may show, as `ssh-keygen -l` prints it. */
  readonly hostKeySha256?: string;
  /** Default ~/.ssh/known_hosts; not looked at when `hostKeySha256` is set. */
  readonly knownHostsFile?: string;
  /** For all of it: name, connection, key exchange and login. */
  readonly connectTimeoutMs: number;
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
  if (!namePattern.test(target.user)) wrong.push(`user ${JSON.stringify(target.user)}`);
  if (!Number.isInteger(target.port) || target.port < 1 || target.port > 65_535)
    wrong.push(`port ${target.port}`);
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
