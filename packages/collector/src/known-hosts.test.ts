import { expect, test } from "vitest";
import { knownKeysOf, matchesNames, parseKnownHosts } from "./known-hosts.ts";

const ed25519 = "AAAAC3NzaC1lZDI1NTE5AAAAIE+aDGueCkT4ex+TnNYnM+gh4FhG52CI1d3n1/tbcdb2";
const ecdsa =
  "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAehn2fQ5z2H7oAbSbo/fvk0SFIKO1qhKejQGZK8JR3tvw7N/NRJxlP06Q6RoEQC6LAAvGv4rT0T5l2+96jPdOM=";

// Made by `ssh-keygen -H` of web1.example.org, [db1.example.org]:2222 and 192.0.2.7.
const hashed = `|1|pyOOfIir9EOjFOJk3x1kh2u+soQ=|cCrbvTK3Om5GdFsm6wLwQrvkAks= ssh-ed25519 ${ed25519}
|1|jQE6rE90+VHHLAhA7PNB4IA2bnM=|/G6M/QiWYoa9giYZzkVPOdyKkf4= ecdsa-sha2-nistp256 ${ecdsa}
|1|F94QGHZXZywUGALyXl48PC1VmiM=|OAYNQvYrwB7WZMSWlFyvQGvEm1E= ssh-ed25519 ${ed25519}
`;

function trusted(text: string, address: string, port = 22): string[] {
  return knownKeysOf(parseKnownHosts(text), address, port).trusted.map((entry) => entry.keyType);
}

test("a plain name is found in any case, and no other name is", () => {
  const text = `web1.example.org,192.0.2.7 ssh-ed25519 ${ed25519} comment of mine\n`;
  expect(trusted(text, "web1.example.org")).toEqual(["ssh-ed25519"]);
  expect(trusted(text, "WEB1.example.org")).toEqual(["ssh-ed25519"]);
  expect(trusted(text, "192.0.2.7")).toEqual(["ssh-ed25519"]);
  expect(trusted(text, "web1.example.or")).toEqual([]);
  expect(trusted(text, "xweb1.example.org")).toEqual([]);
});

test("hashed names are found", () => {
  expect(trusted(hashed, "web1.example.org")).toEqual(["ssh-ed25519"]);
  expect(trusted(hashed, "192.0.2.7")).toEqual(["ssh-ed25519"]);
  expect(trusted(hashed, "db1.example.org", 2222)).toEqual(["ecdsa-sha2-nistp256"]);
  expect(trusted(hashed, "db1.example.org")).toEqual([]);
  expect(trusted(hashed, "db1.example.org", 2223)).toEqual([]);
});

test("with a port of its own a host has a name of its own, and only without one the bare name counts", () => {
  const both = `[h]:2222 ssh-ed25519 ${ed25519}\nh ecdsa-sha2-nistp256 ${ecdsa}\n`;
  expect(trusted(both, "h", 2222)).toEqual(["ssh-ed25519"]);
  expect(trusted(both, "h", 22)).toEqual(["ecdsa-sha2-nistp256"]);
  expect(trusted(both, "h", 2200)).toEqual(["ecdsa-sha2-nistp256"]);
});

test("wildcards cover names, and a pattern after ! takes some out wherever it stands", () => {
  const text = `*.example.org,!bad.example.org,10.0.0.? ssh-ed25519 ${ed25519}\n`;
  expect(trusted(text, "web7.example.org")).toEqual(["ssh-ed25519"]);
  expect(trusted(text, "a.b.example.org")).toEqual(["ssh-ed25519"]);
  expect(trusted(text, "10.0.0.9")).toEqual(["ssh-ed25519"]);
  expect(trusted(text, "10.0.0.12")).toEqual([]);
  expect(trusted(text, "bad.example.org")).toEqual([]);
  expect(matchesNames("!bad.example.org,*.example.org", "bad.example.org")).toBe(false);
  expect(matchesNames("!bad.example.org", "good.example.org")).toBe(false);
});

test("a pattern of many stars is answered at once", () => {
  const names = `${"*a".repeat(40)}b`;
  const start = performance.now();
  expect(matchesNames(names, "a".repeat(200))).toBe(false);
  expect(performance.now() - start).toBeLessThan(200);
});

test("all keys of a host count", () => {
  const text = `h ssh-ed25519 ${ed25519}\nh ecdsa-sha2-nistp256 ${ecdsa}\n`;
  expect(trusted(text, "h")).toEqual(["ssh-ed25519", "ecdsa-sha2-nistp256"]);
});

test("revoked keys are apart, and those of certificate authorities are not trusted as host keys", () => {
  const text = `@revoked * ssh-ed25519 ${ed25519}\n@cert-authority *.example.org ecdsa-sha2-nistp256 ${ecdsa}\n`;
  const known = knownKeysOf(parseKnownHosts(text), "web1.example.org", 22);
  expect(known.trusted).toEqual([]);
  expect(known.revoked.map((entry) => entry.key)).toEqual([ed25519]);
});

test("comments, empty lines, Windows line ends and lines of another form do no harm", () => {
  const text = `# comment\r\n\r\n  h ssh-ed25519 ${ed25519}\r\nh\nh ssh-ed25519\n@odd h ssh-ed25519 ${ed25519}\nh ssh-rsa not!base64\n`;
  expect(parseKnownHosts(text)).toEqual([{ marker: null, names: "h", keyType: "ssh-ed25519", key: ed25519 }]);
});
