import { expect, test } from "vitest";
import { checkTarget, type HostTarget } from "./host-target.ts";
import { algorithms, hostKeyAlgorithms, hostKeyTypes } from "./ssh-algorithms.ts";

const target: HostTarget = {
  name: "web1",
  address: "web1.example.org",
  port: 22,
  user: "deepsec",
  connectTimeoutMs: 1_000,
};

test.each(["192.0.2.7", "2001:db8::7", "fe80::1%eth0", "web1", "web-1.example.org"])(
  "the address %s is one",
  (address) => {
    expect(() => checkTarget({ ...target, address })).not.toThrow();
  },
);

test.each<Partial<HostTarget>>([
  { address: "-oProxyCommand=id" },
  { address: "a b" },
  { address: "$(id)" },
  { address: "../../etc" },
  { address: "a\u0000" },
  { address: "" },
  { address: "x".repeat(300) },
  { user: "root;id" },
  { user: "-l" },
  { port: 0 },
  { port: 70_000 },
  { port: 22.5 },
  { hostKeySha256: "MD5:aa:bb" },
])("the target with %j is refused and the setting named", (change) => {
  expect(() => checkTarget({ ...target, ...change })).toThrow(Object.keys(change)[0]);
});

test("no algorithm with CBC, SHA-1 or DSA is offered", () => {
  const offered = [...Object.values(algorithms).flat(), ...hostKeyAlgorithms(hostKeyTypes)];
  expect(offered.filter((name) => /cbc|sha1|dss|md5|arcfour|^ssh-rsa$|group1-/u.test(name))).toEqual([]);
});
