import { expect, test } from "vitest";
import { hostKeyPolicy, hostKeySha256, hostKeyType } from "./host-key.ts";
import type { ResolvedTarget } from "./host-target.ts";
import { parseKnownHosts } from "./known-hosts.ts";

const ed25519 = Buffer.from("AAAAC3NzaC1lZDI1NTE5AAAAIE+aDGueCkT4ex+TnNYnM+gh4FhG52CI1d3n1/tbcdb2", "base64");
const ecdsa = Buffer.from(
  "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAehn2fQ5z2H7oAbSbo/fvk0SFIKO1qhKejQGZK8JR3tvw7N/NRJxlP06Q6RoEQC6LAAvGv4rT0T5l2+96jPdOM=",
  "base64",
);
// As `ssh-keygen -l` prints them.
const ed25519Sha256 = "SHA256:mH7NjqjnuCP/LARDIw4c92l6Mj7SsdI41xfaguvOzoU";
const ecdsaSha256 = "SHA256:6z/nEBZzUJ1atXIqgd4sM5uXnxiMJLtVAT7nrs0k/9g";

const target: ResolvedTarget = {
  name: "web1",
  address: "192.0.2.7",
  port: 2222,
  user: "deepsec",
  connectTimeoutMs: 1_000,
  usualIdentityFiles: [],
  knownHostsFiles: ["/home/me/.ssh/known_hosts"],
  knownAs: { address: "192.0.2.7", port: 2222 },
  jumps: [],
};

function codeOf(knownHosts: string, key: Buffer, change: Partial<ResolvedTarget> = {}): string | null {
  const policy = hostKeyPolicy(
    { ...target, ...change },
    parseKnownHosts(knownHosts),
    "/home/me/.ssh/known_hosts",
  );
  return policy.check(key)?.code ?? null;
}

test("the hash of a key and its type are those that ssh-keygen prints", () => {
  expect(hostKeySha256(ed25519)).toBe(ed25519Sha256);
  expect(hostKeySha256(ecdsa)).toBe(ecdsaSha256);
  expect(hostKeyType(ed25519)).toBe("ssh-ed25519");
  expect(hostKeyType(ecdsa)).toBe("ecdsa-sha2-nistp256");
  expect(hostKeyType(Buffer.alloc(2))).toBe("");
});

test("a pinned key is the only one that passes, whatever known_hosts says", () => {
  const known = `[192.0.2.7]:2222 ecdsa-sha2-nistp256 ${ecdsa.toString("base64")}\n`;
  expect(codeOf(known, ed25519, { hostKeySha256: ed25519Sha256 })).toBe(null);
  expect(codeOf(known, ed25519, { hostKeySha256: `${ed25519Sha256.slice(7)}=` })).toBe(null);
  expect(codeOf(known, ecdsa, { hostKeySha256: ed25519Sha256 })).toBe("HOST_KEY_MISMATCH");
});

test("known_hosts decides between known, changed, unknown and revoked", () => {
  const line = `[192.0.2.7]:2222 ssh-ed25519 ${ed25519.toString("base64")}\n`;
  expect(codeOf(line, ed25519)).toBe(null);
  expect(codeOf(line, ecdsa)).toBe("HOST_KEY_MISMATCH");
  expect(codeOf("", ed25519)).toBe("HOST_KEY_UNKNOWN");
  expect(codeOf(`${line}@revoked * ssh-ed25519 ${ed25519.toString("base64")}\n`, ed25519)).toBe(
    "HOST_KEY_REVOKED",
  );
});

test("only keys of the known types are asked for, so that a host with several keys shows the known one", () => {
  const line = `[192.0.2.7]:2222 ecdsa-sha2-nistp256 ${ecdsa.toString("base64")}\n`;
  expect(hostKeyPolicy(target, parseKnownHosts(line), "f").keyTypes).toEqual(["ecdsa-sha2-nistp256"]);
  expect(hostKeyPolicy(target, [], "f").keyTypes).toBe(null);
});

test("the fix of an unknown key names its hash and the command with host and port", () => {
  const policy = hostKeyPolicy(target, [], "/home/me/.ssh/known_hosts");
  const fix = policy.check(ed25519)?.fix ?? "";
  expect(fix).toContain(`hostKeySha256: ${ed25519Sha256}`);
  expect(fix).toContain("ssh-keyscan -p 2222 192.0.2.7 >> /home/me/.ssh/known_hosts");
});
