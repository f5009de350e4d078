import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import neo4j from "neo4j-driver";
import { afterAll, beforeAll, expect, test } from "vitest";

// @boundaries-ignore neo4j/ and scripts/ run before the install, so they are folders and not packages
import { type RunningNeo4j, startNeo4j } from "../../neo4j/start.mjs";
// @boundaries-ignore neo4j/ and scripts/ run before the install, so they are folders and not packages
import { findFreePort } from "../../scripts/lib/ports.mjs";

let dataDir: string;
let port: number;
let running: RunningNeo4j | undefined;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "deepsec-neo4j-start-"));
  port = await findFreePort();
});

afterAll(async () => {
  await running?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function ask(query: string, at: { uri: string; password: string }): Promise<unknown[]> {
  const driver = neo4j.driver(at.uri, neo4j.auth.basic("neo4j", at.password), {
    disableLosslessIntegers: true,
  });
  try {
    const { records } = await driver.executeQuery(query, {}, { database: "neo4j" });
    return records.map((record) => Array.from(record.values())[0]);
  } finally {
    await driver.close();
  }
}

test("the first start makes a password that only the owner of the file can read, and refuses any other", async () => {
  running = await startNeo4j({ dataDir, port });
  const file = join(dataDir, "password");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
  expect((await readFile(file, "utf8")).trim()).toBe(running.password);
  expect(running.password.length).toBeGreaterThanOrEqual(32);

  await expect(ask("RETURN 1", { uri: running.uri, password: "neo4j" })).rejects.toThrow(/unauthorized/i);
  expect(await ask("CREATE (n:Kept {id: 7}) RETURN n.id", running)).toEqual([7]);
});

test("all that @neo4j/graphql calls of APOC is there, and Cypher reaches no file and no address", async () => {
  if (running === undefined) throw new Error("the first test has not started it");
  expect(
    await ask("SHOW FUNCTIONS YIELD name WHERE name STARTS WITH 'apoc' RETURN name ORDER BY name", running),
  ).toEqual(["apoc.date.convertFormat", "apoc.util.validatePredicate"]);
  expect(await ask("SHOW PROCEDURES YIELD name WHERE name STARTS WITH 'apoc' RETURN name", running)).toEqual([
    "apoc.util.validate",
  ]);
  await expect(ask("LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l", running)).rejects.toThrow(
    /allow_csv_import/,
  );
  await expect(ask("LOAD CSV FROM 'http://127.0.0.1/' AS l RETURN l", running)).rejects.toThrow(/blocked/);
});

test("a second start on the same port or the same data says what is taken and what to type", async () => {
  await expect(startNeo4j({ dataDir: `${dataDir}-other`, port })).rejects.toMatchObject({
    message: `port ${port} of 127.0.0.1, wanted for Neo4j (DEEPSEC_NEO4J_PORT), is taken`,
    fix: expect.stringContaining(`DEEPSEC_NEO4J_PORT=${port + 1} npm start`),
  });
  await rm(`${dataDir}-other`, { recursive: true, force: true });
});

test("a stop is clean, and the next start finds the data under the same password", async () => {
  const before = running;
  await before?.stop();
  expect(await before?.exited).toEqual({ code: 143, signal: null });
  running = await startNeo4j({ dataDir, port });
  expect(running.password).toBe(before?.password);
  expect(await ask("MATCH (n:Kept) RETURN n.id", running)).toEqual([7]);
  await running.stop();
});

test("the database ends by itself when the process that started it is killed, and the next start waits for that", async () => {
  const script = `const { startNeo4j } = await import(${JSON.stringify(new URL("../../neo4j/start.mjs", import.meta.url).href)});
    const neo4j = await startNeo4j({ dataDir: ${JSON.stringify(dataDir)}, port: ${port} });
    console.log(neo4j.pid); setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [chunk]: unknown[] = await once(parent.stdout, "data");
  expect(Number(String(chunk))).toBeGreaterThan(0);
  parent.kill("SIGKILL");
  await once(parent, "exit");
  running = await startNeo4j({ dataDir, port });
  expect(await ask("MATCH (n:Kept) RETURN n.id", running)).toEqual([7]);
});

test("a store whose password file is gone is refused, not opened without one", async () => {
  const lonely = await mkdtemp(join(tmpdir(), "deepsec-neo4j-lonely-"));
  await mkdir(join(lonely, "data", "databases"), { recursive: true });
  await expect(startNeo4j({ dataDir: lonely, port: await findFreePort() })).rejects.toThrow(/has a password/);
  await rm(lonely, { recursive: true });
});

test("without Java the message is the line to type", async () => {
  const path = process.env["PATH"];
  const home = process.env["JAVA_HOME"];
  try {
    process.env["PATH"] = "/nowhere";
    delete process.env["JAVA_HOME"];
    await expect(startNeo4j({ dataDir: join(dataDir, "never") })).rejects.toMatchObject({
      fix: "sudo apt-get install -y openjdk-17-jdk-headless",
    });
  } finally {
    process.env["PATH"] = path;
    if (home !== undefined) process.env["JAVA_HOME"] = home;
  }
});
