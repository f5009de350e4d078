import { CollectError, type HostTarget } from "@deepsec/collector";
import type { Sshd } from "./sshd.ts";

/** The way in to `host`, with its key pinned and without ~/.ssh/config; `undefined` takes a setting out. */
export function targetOf(
  { address, port, user, identityFile, hostKeySha256 }: Sshd,
  change: { [Key in keyof HostTarget]?: HostTarget[Key] | undefined } = {},
): HostTarget {
  const all = {
    name: "web1",
    address,
    port,
    user,
    identityFile,
    hostKeySha256,
    sshConfigFile: "none",
    connectTimeoutMs: 10_000,
    ...change,
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined),
  ) as unknown as HostTarget;
}

/** The CollectError that an attempt ends with. */
export async function failure(attempt: Promise<unknown>): Promise<CollectError> {
  const error = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof CollectError) return error;
  throw new Error("it did not fail as it should", { cause: error });
}
