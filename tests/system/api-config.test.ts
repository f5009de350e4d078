import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ApiProcess } from "../support/api-process.ts";
import { freePort } from "../support/test-neo4j.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deepsec-config-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a wrong configuration names every wrong setting with its place and ends with 78, nothing started", async () => {
  const config = join(folder, "deepsec.yaml");
  await writeFile(
    config,
    `schedul: "* * * * *"
timeZone: Mars/Olympus
hosts:
  - name: web1
    address: 10.0.0.1
    port: 99999
    user: deepsec
    password: hunter2
    sources: [var/log/auth.log]
  - name: web1
    address: 10.0.0.2
    user: deepsec
    hostKeySha256: MD5:aa
    sources: [/var/log/auth.log]
`,
  );
  const port = await freePort();
  const api = new ApiProcess({
    DEEPSEC_CONFIG: config,
    DEEPSEC_API_HOST: "0.0.0.0",
    DEEPSEC_API_PORT: String(port),
    DEEPSEC_NEO4J_PORT: "many",
    NEO4J_URI: "localhost:7687",
  });
  const { code, stderr } = await api.exited();
  expect(code).toBe(78);
  const lines = stderr.trim().split("\n");
  const expected = [
    /^deepsec\.yaml:1:1: schedul: .*did you mean schedule/,
    /^deepsec\.yaml:2:11: timeZone: /,
    /^deepsec\.yaml:6:11: hosts\[0\]\.port: /,
    /^deepsec\.yaml:8:5: hosts\[0\]\.password: secrets do not stand in this file/,
    /^deepsec\.yaml:9:15: hosts\[0\]\.sources\[0\]: .*absolute/,
    /^deepsec\.yaml:13:20: hosts\[1\]\.hostKeySha256: /,
    /^DEEPSEC_NEO4J_PORT: /,
    /^NEO4J_URI: /,
    /^NEO4J_PASSWORD: /,
    /^DEEPSEC_API_HOST: .*DEEPSEC_API_TOKEN/,
  ];
  for (const pattern of expected) expect(lines).toContainEqual(expect.stringMatching(pattern));
  expect(stderr).not.toContain("hunter2");
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow("fetch failed");
});
