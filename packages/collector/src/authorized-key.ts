import ssh2, { type ParsedKey } from "ssh2";
import type { ResolvedTarget } from "./host-target.ts";
import { forcedCommand } from "./script/reader-setup.ts";
import { loginMethods, type LoginMethod } from "./login-methods.ts";

/**
 * Lines for authorized_keys that let the target's keys, of files and of the agent, read logs and nothing else.
 *
 * @throws CollectError `KEY_UNREADABLE` as `loginMethods`
 */
export async function authorizedKeyLines(target: ResolvedTarget): Promise<string[]> {
  const methods = await loginMethods(target);
  const keys = (await Promise.all(methods.map(keysOf))).flat();
  return [...new Set(keys.map((key) => lineOf(key, forcedCommand(target))))];
}

async function keysOf(method: LoginMethod): Promise<ParsedKey[]> {
  if (method.type === "publickey") return isParsed(method.key) ? [method.key] : [];
  return typeof method.agent === "string" ? agentKeys(method.agent) : [];
}

/** The keys that an agent holds; none where it does not answer. */
function agentKeys(socket: string): Promise<ParsedKey[]> {
  return new Promise((resolve) => {
    new ssh2.OpenSSHAgent(socket).getIdentities((error, keys) => {
      const known = (keys ?? []).map((entry) => ("pubKey" in entry ? entry.pubKey : entry));
      resolve(error ? [] : known.filter(isParsed));
    });
  });
}

function isParsed(key: unknown): key is ParsedKey {
  return typeof key === "object" && key !== null && "getPublicSSH" in key;
}

function lineOf(key: ParsedKey, command: string): string {
  return `restrict,command="${command}" ${key.type} ${key.getPublicSSH().toString("base64")} deepsec`;
}
