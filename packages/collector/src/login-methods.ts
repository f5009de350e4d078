import { access, readFile } from "node:fs/promises";
import ssh2, { type AgentAuthMethod, type PublicKeyAuthMethod } from "ssh2";
import { CollectError } from "./collect-error.ts";
import type { ResolvedTarget } from "./host-target.ts";
import { copyIdCommand } from "./shell-commands.ts";

export type LoginMethod = PublicKeyAuthMethod | AgentAuthMethod;

/**
 * The ways to log in to a target, in the order to try: the key file it names (or the usual ones that can be used), then the
 * agent.
 *
 * @throws CollectError `KEY_UNREADABLE` when a named key cannot be used or there is none at all.
 */
export async function loginMethods(target: ResolvedTarget): Promise<LoginMethod[]> {
  const { identityFile, agentSocket, user } = target;
  const agent: LoginMethod[] =
    agentSocket === undefined ? [] : [{ type: "agent", username: user, agent: agentSocket }];
  if (identityFile !== undefined) return [await keyFile(target, identityFile), ...agent];

  const present = await Promise.all(target.usualIdentityFiles.map(exists));
  const paths = target.usualIdentityFiles.filter((_, index) => present[index]);
  const keys = await Promise.allSettled(paths.map((path) => keyFile(target, path)));
  const methods = [...keys.flatMap((key) => (key.status === "fulfilled" ? [key.value] : [])), ...agent];
  if (methods.length > 0) return methods;
  const refused = keys.find((key) => key.status === "rejected");
  throw refused?.reason ?? noKey(target);
}

function noKey(target: ResolvedTarget): CollectError {
  const file = "~/.ssh/deepsec";
  return new CollectError(
    "KEY_UNREADABLE",
    `${target.name}: there is no key to log in with (looked for ${target.usualIdentityFiles.join(", ")})`,
    `ssh-keygen -t ed25519 -N '' -f ${file} && ${copyIdCommand({ ...target, identityFile: file })}, then set identityFile: ${file} for ${target.name} in deepsec.yaml`,
  );
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function keyFile(target: ResolvedTarget, path: string): Promise<PublicKeyAuthMethod> {
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
