import { access, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import ssh2, { type AgentAuthMethod, type PublicKeyAuthMethod } from "ssh2";
import { CollectError } from "./collect-error.ts";
import type { HostTarget } from "./host-target.ts";

export type LoginMethod = PublicKeyAuthMethod | AgentAuthMethod;

const defaultIdentities = ["id_ed25519", "id_ecdsa", "id_rsa"].map((name) => `~/.ssh/${name}`);

export function expandHome(path: string): string {
  return path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
}

/**
 * The ways to log in that a target names, in the order to try: its key file (or the usual ones that exist), then the agent.
 *
 * @throws CollectError `KEY_UNREADABLE` when a named key cannot be used or there is none at all.
 */
export async function loginMethods(target: HostTarget): Promise<LoginMethod[]> {
  const methods: LoginMethod[] = [];
  if (target.identityFile !== undefined) {
    methods.push(await keyFile(target, expandHome(target.identityFile)));
  } else if (target.agentSocket === undefined) {
    for (const path of defaultIdentities.map(expandHome)) {
      const isThere = await access(path).then(
        () => true,
        () => false,
      );
      if (isThere) methods.push(await keyFile(target, path));
    }
  }
  if (target.agentSocket !== undefined) {
    methods.push({ type: "agent", username: target.user, agent: expandHome(target.agentSocket) });
  }
  if (methods.length > 0) return methods;
  throw new CollectError(
    "KEY_UNREADABLE",
    `${target.name}: there is no key to log in with (looked for ${defaultIdentities.join(", ")})`,
    `ssh-keygen -t ed25519 -N '' -f ~/.ssh/deepsec && ssh-copy-id -i ~/.ssh/deepsec.pub -p ${target.port} ${target.user}@${target.address}, then set identityFile: ~/.ssh/deepsec for ${target.name} in deepsec.yaml`,
  );
}

async function keyFile(target: HostTarget, path: string): Promise<PublicKeyAuthMethod> {
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new CollectError(
      "KEY_UNREADABLE",
      `${target.name}: the key file ${path} cannot be read (${cause.code ?? cause.message})`,
      cause.code === "ENOENT"
        ? `Correct identityFile of ${target.name} in deepsec.yaml, or make the key: ssh-keygen -t ed25519 -N '' -f ${path}`
        : `sudo chown "$USER" ${path} && chmod 600 ${path}`,
      { cause },
    );
  });
  const parsed = ssh2.utils.parseKey(text);
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  if (key instanceof Error || key === undefined || !key.isPrivateKey()) {
    const isEncrypted = key instanceof Error && /encrypted/iu.test(key.message);
    throw new CollectError(
      "KEY_UNREADABLE",
      `${target.name}: ${path} ${isEncrypted ? "has a pass phrase" : "holds no private key"}`,
      isEncrypted
        ? `ssh-add ${path}, and for ${target.name} set agentSocket (the value of $SSH_AUTH_SOCK) in place of identityFile in deepsec.yaml`
        : `Set identityFile of ${target.name} in deepsec.yaml to the private key, not to its .pub file.`,
    );
  }
  return { type: "publickey", username: target.user, key };
}
