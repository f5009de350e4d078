import { expect, test } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { hostName, readSettings } from "./settings.ts";

test("a host header is compared by name, without its port", () => {
  expect(hostName("LocalHost:3000")).toBe("localhost");
  expect(hostName("[::1]:3000")).toBe("[::1]");
  expect(hostName("127.0.0.1")).toBe("127.0.0.1");
});

test("only loopback names are served unless others are named", () => {
  expect(readSettings({}).hostNames.has("evil.example")).toBe(false);
  expect(readSettings({ DEEPSEC_WEB_HOSTS: "logs.example, " }).hostNames.has("logs.example")).toBe(true);
  expect(readSettings({ DEEPSEC_WEB_HOSTS: "" }).hostNames.has("")).toBe(false);
});

test("the policy of a build lets no inline script or style run without the nonce", () => {
  const policy = contentSecurityPolicy("n0nce", false);
  expect(policy).toContain("script-src 'nonce-n0nce' 'strict-dynamic';");
  expect(policy).not.toContain("unsafe");
});
