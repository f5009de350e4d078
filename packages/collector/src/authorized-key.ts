import type { ResolvedTarget } from "./host-target.ts";
import { loginMethods } from "./login-methods.ts";

/** Lines for authorized_keys that let the target's key files read files over SFTP and nothing else. Keys of an agent are not told. */
export async function authorizedKeyLines(target: ResolvedTarget): Promise<string[]> {
  const methods = await loginMethods(target);
  return methods.flatMap((method) => {
    if (method.type !== "publickey" || typeof method.key !== "object" || !("getPublicSSH" in method.key))
      return [];
    const { type } = method.key;
    return [
      `restrict,command="internal-sftp -R" ${type} ${method.key.getPublicSSH().toString("base64")} deepsec`,
    ];
  });
}
