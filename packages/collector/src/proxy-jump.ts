import type { Duplex } from "node:stream";
import type { Client } from "ssh2";
import { CollectError } from "./collect-error.ts";
import type { HostTarget, ResolvedTarget } from "./host-target.ts";
import { resolveTarget } from "./ssh-config.ts";
import { logIn, readHostKey, type Login, type Way } from "./ssh-login.ts";

/** Settings that send a host through itself would go on for ever. */
const jumpsMax = 8;

/**
 * Logs in to a host, through the hosts in between where it names some. Each of those is resolved by ~/.ssh/config and has its key
 * checked under its own name, and its connection ends with the one that goes through it.
 *
 * @throws CollectError as `logIn`; of a host in between the name says so.
 */
export function logInByJumps(target: ResolvedTarget, signal?: AbortSignal): Promise<Login> {
  return throughJumps(target, signal, 0, async (way, jump) => {
    const login = await logIn(target, way);
    login.client.once("close", () => jump?.end());
    return login;
  });
}

/** The host key that a host shows, through the hosts in between; these have to be known already. */
export function readHostKeyByJumps(target: ResolvedTarget, signal?: AbortSignal): Promise<Buffer> {
  return throughJumps(target, signal, 0, async (way, jump) => {
    const key = await readHostKey(target, way);
    jump?.end();
    return key;
  });
}

async function throughJumps<Result>(
  target: ResolvedTarget,
  signal: AbortSignal | undefined,
  depth: number,
  use: (way: Way, jump: Client | null) => Promise<Result>,
): Promise<Result> {
  const last = target.jumps.at(-1);
  if (last === undefined) return use({ open: null, signal }, null);
  if (depth >= jumpsMax) throw tooManyJumps(target);
  const hop = await resolveTarget(hopTarget(target, last));
  // As OpenSSH: hosts named before it are the way to it, otherwise its own settings say.
  const before = target.jumps.slice(0, -1);
  const reached: ResolvedTarget = before.length === 0 ? hop : { ...hop, jumps: before };
  const { client } = await throughJumps(reached, signal, depth + 1, async (way, jump) => {
    const login = await logIn(reached, way);
    login.client.once("close", () => jump?.end());
    return login;
  });
  try {
    return await use({ open: () => forward(client, target, last), signal }, client);
  } catch (error) {
    client.end();
    throw error;
  }
}

/** The target that `user@host:port` or `ssh://user@host:port` names. */
function hopTarget(target: ResolvedTarget, spec: string): HostTarget {
  const bare = spec.replace(/^ssh:\/\//iu, "");
  const at = bare.lastIndexOf("@");
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/u.exec(bare.slice(at + 1)) ?? [];
  return {
    name: `${target.name}, jump host ${spec}`,
    address: bracketed ?? plain ?? bare.slice(at + 1),
    ...(at < 0 ? {} : { user: bare.slice(0, at) }),
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(target.sshConfigFile === undefined ? {} : { sshConfigFile: target.sshConfigFile }),
    connectTimeoutMs: target.connectTimeoutMs,
  };
}

/** A stream from the host in between to the target's SSH port. */
function forward(client: Client, target: ResolvedTarget, jump: string): Promise<Duplex> {
  const { name, address, port, connectTimeoutMs } = target;
  return new Promise<Duplex>((resolve, reject) => {
    const fail = (fact: string, cause?: unknown) =>
      reject(
        new CollectError(
          "HOST_UNREACHABLE",
          `${name}: from the jump host ${jump} ${address}:${port} cannot be reached (${fact})`,
          `On ${jump}: nc -vz ${address} ${port}; if that works, forwarding has to be allowed: AllowTcpForwarding in its sshd_config, and restrict,port-forwarding in authorized_keys`,
          { cause },
        ),
      );
    const timer = setTimeout(() => fail(`no answer in ${connectTimeoutMs} ms`), connectTimeoutMs);
    client.forwardOut("127.0.0.1", 0, address, port, (error, channel) => {
      clearTimeout(timer);
      if (error) return fail(error.message, error);
      // A channel whose far end is gone stays half open, where a socket would close: nothing would tell of the loss.
      channel.once("end", () => channel.end());
      resolve(channel);
    });
  });
}

function tooManyJumps(target: ResolvedTarget): CollectError {
  return new CollectError(
    "SSH_CONFIG_UNUSABLE",
    `${target.name}: the way leads through more than ${jumpsMax} hosts`,
    `Look for a ProxyJump that leads back to itself: ssh -G ${target.address} | grep -i proxyjump`,
  );
}
