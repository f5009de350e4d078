import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HostCheck } from "@deepsec/collector";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type KnownApi, startKnownApi } from "../support/known-api.ts";
import { jsonLines, runCli } from "../support/run-cli.ts";
import { freePort } from "../support/test-neo4j.ts";

let api: KnownApi;
let folder: string;

beforeAll(async () => {
  api = await startKnownApi();
  folder = await mkdtemp(join(tmpdir(), "deepsec-doctor-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await api.stop();
});

async function examine(
  env: Record<string, string>,
): Promise<{ code: number | null; checks: Map<string, HostCheck> }> {
  const { code, stdout } = await runCli(["doctor", "--json"], {
    env: {
      DEEPSEC_CONFIG: join(folder, "deepsec.yaml"),
      DEEPSEC_DATA_DIR: folder,
      DEEPSEC_API_URL: api.url,
      DEEPSEC_WEB_PORT: String(await freePort()),
      NEO4J_URI: api.graph.uri,
      ...env,
    },
  });
  const [machine] = jsonLines<{ readonly checks: readonly HostCheck[] }>(stdout);
  return { code, checks: new Map(machine?.checks.map((check) => [check.subject, check])) };
}

test("what is well is green, and what does not run says how to start it", async () => {
  const { code, checks } = await examine({});
  expect(code).toBe(0);
  for (const subject of ["Node.js", "disk", "API", "database"])
    expect(checks.get(subject)?.state).toBe("green");
  expect(checks.get("page")).toMatchObject({ state: "amber", fixes: ["npm start"] });
});

test("a port that something else has, an open secret and a database that is away are red, with what to type", async () => {
  await mkdir(join(folder, "neo4j"), { recursive: true });
  await writeFile(join(folder, "neo4j/password"), "x");
  await chmod(join(folder, "neo4j/password"), 0o644);
  // What asks it resets the connection at times, for it said goodbye before it was asked.
  const other = createServer((socket) => socket.on("error", () => {}).end("220 something else\r\n"));
  const port = await freePort();
  await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
  try {
    const nowhere = await freePort();
    const { code, checks } = await examine({
      DEEPSEC_WEB_PORT: String(port),
      DEEPSEC_API_URL: `http://127.0.0.1:${nowhere}`,
      NEO4J_URI: `bolt://127.0.0.1:${await freePort()}`,
    });
    expect(code).toBe(1);
    expect(checks.get("page")).toMatchObject({
      state: "red",
      fixes: [`ss -ltnp 'sport = :${port}'`, `DEEPSEC_WEB_PORT=${port + 10} npm start`],
    });
    expect(checks.get("secrets")).toMatchObject({
      state: "red",
      fixes: [`chmod 600 ${join(folder, "neo4j/password")}`],
    });
    expect(checks.get("database")).toMatchObject({ state: "red", fixes: ["start it, or correct NEO4J_URI"] });
    expect(checks.get("API")?.state).toBe("amber");
  } finally {
    other.close();
  }
});

test("settings that cannot be used are said", async () => {
  await writeFile(join(folder, "deepsec.yaml"), "hosts: [\n");
  const { code, stderr } = await runCli(["doctor"], {
    env: { DEEPSEC_CONFIG: join(folder, "deepsec.yaml") },
  });
  expect(code).toBe(2);
  expect(stderr).toContain("deepsec.yaml cannot be used");
});
