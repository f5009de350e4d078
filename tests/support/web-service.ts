import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eventually } from "./eventually.ts";
import { freePort } from "./test-neo4j.ts";

const web = fileURLToPath(new URL("../../apps/web/", import.meta.url));
// As the page itself finds it: the tests depend on the page, not on Next.
const next = createRequire(join(web, "package.json")).resolve("next/dist/bin/next");

export interface WebService {
  /** Without a path. */
  readonly url: string;
  stop(): Promise<void>;
}

async function newestSourceMs(): Promise<number> {
  const times = ["package.json", "next.config.ts", "proxy.ts"].map(
    (name) => statSync(join(web, name)).mtimeMs,
  );
  for (const folder of ["app", "src"]) {
    const entries = await readdir(join(web, folder), { withFileTypes: true, recursive: true });
    for (const entry of entries)
      if (entry.isFile()) times.push(statSync(join(entry.parentPath, entry.name)).mtimeMs);
  }
  return Math.max(...times);
}

async function buildIfNeeded(): Promise<void> {
  const built = join(web, ".next/BUILD_ID");
  if (existsSync(built) && statSync(built).mtimeMs > (await newestSourceMs())) return;
  const child = spawn(process.execPath, [next, "build"], {
    cwd: web,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`next build ended with ${String(code)}:\n${errors}`);
}

/** The page as `npm start` serves it, built when its sources are newer than the last build. */
export async function startWebService(apiUrl: string): Promise<WebService> {
  await buildIfNeeded();
  const port = await freePort();
  const child = spawn(process.execPath, [next, "start", "-H", "127.0.0.1", "-p", String(port)], {
    cwd: web,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", DEEPSEC_API_URL: apiUrl },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    await gone;
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await eventually("the page is served", async () => (await fetch(url)).ok || null, { timeoutMs: 60_000 });
  } catch (cause) {
    await stop();
    throw new Error(`next start did not serve the page:\n${errors}`, { cause });
  }
  return { url, stop };
}
