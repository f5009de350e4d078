import { createHash } from "node:crypto";
import { CollectError } from "./collect-error.ts";
import type { ResolvedTarget } from "./host-target.ts";
import { knownKeysOf, type KnownHostsEntry } from "./known-hosts.ts";
import { keyscanCommand } from "./shell-commands.ts";

/** A host key as ssh-keygen prints it: `SHA256:` and 43 characters of base64. */
export function hostKeySha256(key: Uint8Array): string {
  return `SHA256:${createHash("sha256")
    .update(key)
    .digest("base64")
    .replace(/={1,2}$/u, "")}`;
}

/** The type that an SSH key blob declares, such as `ssh-ed25519`. */
export function hostKeyType(key: Uint8Array): string {
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength);
  const length = key.byteLength >= 4 ? view.getUint32(0) : 0;
  return Buffer.from(key.subarray(4, 4 + Math.min(length, 64))).toString("latin1");
}

/** What decides whether a host may be talked to. */
export interface HostKeyPolicy {
  /** The types of key to ask the host for; null asks for any. */
  readonly keyTypes: readonly string[] | null;
  /** @returns null when the key is the host's, otherwise why it is refused. */
  check(key: Uint8Array): CollectError | null;
}

/** The policy of a target: its pinned key alone where it has one, otherwise known_hosts. There is none that trusts all. */
export function hostKeyPolicy(
  target: ResolvedTarget,
  knownHosts: readonly KnownHostsEntry[],
  knownHostsFile: string,
): HostKeyPolicy {
  const pinned = target.hostKeySha256;
  if (pinned !== undefined) {
    return {
      keyTypes: null,
      check: (key) =>
        hostKeySha256(key) === withPrefix(pinned) ? null : changed(target, key, withPrefix(pinned), null),
    };
  }
  const { trusted, revoked } = knownKeysOf(knownHosts, target.knownAs.address, target.knownAs.port);
  return {
    keyTypes: trusted.length > 0 ? [...new Set(trusted.map((entry) => entry.keyType))] : null,
    check(key) {
      const base64 = Buffer.from(key).toString("base64");
      if (revoked.some((entry) => entry.key === base64)) return revokedKey(target, key, knownHostsFile);
      if (trusted.some((entry) => entry.key === base64)) return null;
      if (trusted.length === 0) return unknown(target, key, knownHostsFile);
      const expected = trusted.map((entry) => hostKeySha256(Buffer.from(entry.key, "base64"))).join(", ");
      return changed(target, key, expected, knownHostsFile);
    },
  };
}

function withPrefix(sha256: string): string {
  const bare = sha256.replace(/^SHA256:/iu, "").replace(/={1,2}$/u, "");
  return `SHA256:${bare}`;
}

function placeOf({ address, port }: { readonly address: string; readonly port: number }): string {
  return port === 22 ? address : `[${address}]:${port}`;
}

function unknown(target: ResolvedTarget, key: Uint8Array, knownHostsFile: string): CollectError {
  const seen = hostKeySha256(key);
  return new CollectError(
    "HOST_KEY_UNKNOWN",
    `${target.name}: ${placeOf(target)} shows the ${hostKeyType(key)} key ${seen}, and ${knownHostsFile} has no key for it`,
    `Compare it on the host itself (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub). If it is the same, set hostKeySha256: ${seen} for ${target.name} in deepsec.yaml, or: ${keyscanCommand(target, knownHostsFile)}`,
  );
}

function changed(
  target: ResolvedTarget,
  key: Uint8Array,
  expected: string,
  knownHostsFile: string | null,
): CollectError {
  const seen = hostKeySha256(key);
  const put =
    knownHostsFile === null
      ? `set hostKeySha256: ${seen} for ${target.name} in deepsec.yaml`
      : `ssh-keygen -R '${placeOf(target.knownAs)}' -f ${knownHostsFile} && ${keyscanCommand(target, knownHostsFile)}`;
  return new CollectError(
    "HOST_KEY_MISMATCH",
    `${target.name}: ${placeOf(target)} shows the ${hostKeyType(key)} key ${seen}, not ${expected}: another machine answers, or its key was changed`,
    `Find out why before anything else. Only if the host was given a new key (compare: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub on it): ${put}`,
  );
}

function revokedKey(target: ResolvedTarget, key: Uint8Array, knownHostsFile: string): CollectError {
  return new CollectError(
    "HOST_KEY_REVOKED",
    `${target.name}: ${placeOf(target)} shows the key ${hostKeySha256(key)}, which ${knownHostsFile} marks @revoked`,
    `Give the host a new key (sudo ssh-keygen -A after removing the old one in /etc/ssh), then: ${keyscanCommand(target, knownHostsFile)}`,
  );
}
