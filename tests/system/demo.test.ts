import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectSsh, readSource, type Checkpoint, type Transport } from "@deepsec/collector";
import { startDemoNetwork, type DemoNetwork } from "@deepsec/demo";
import { afterEach, beforeEach, expect, test } from "vitest";

let dir = "";
let network: DemoNetwork;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "deepsec-demo-"));
  network = await startDemoNetwork({ dir, historyLines: 20_000, linesPerSecond: 300, ports: [0, 0, 0] });
});

afterEach(async () => {
  await network.stop();
  rmSync(dir, { recursive: true });
});

test("all lines of the demo network are read over SSH while they are written, each once", async () => {
  const links: Transport[] = [];
  const sources: { transport: Transport; path: string; checkpoint: Checkpoint | null }[] = [];
  for (const host of network.hosts) {
    const transport = await connectSsh({ ...host, connectTimeoutMs: 10_000 });
    links.push(transport);
    sources.push(...host.sources.map((path) => ({ transport, path, checkpoint: null })));
  }
  let lines = 0;
  let waited = 0;
  const readOnce = async () => {
    let bytes = 0;
    for (const source of sources) {
      const read = await readSource(source.transport, source.path, source.checkpoint, { bytesMax: 100_000 });
      source.checkpoint = read.checkpoint;
      bytes += read.bytes.length;
      // A line that is half written when it is looked at.
      if (read.lagBytes > 0 && read.bytes.length < 50_000) waited += 1;
      lines += Buffer.from(read.bytes).toString().split("\n").length - 1;
    }
    return bytes;
  };
  await expect
    .poll(
      async () => {
        await readOnce();
        return waited > 0 && network.writtenLines() > 20_500;
      },
      { timeout: 30_000, interval: 5 },
    )
    .toBe(true);
  const written = network.writtenLines();
  await expect
    .poll(
      async () => {
        await readOnce();
        return lines;
      },
      { timeout: 30_000, interval: 5 },
    )
    .toBeGreaterThanOrEqual(written);
  const glob = await links[0]?.list("/var/log/nginx/*.log");
  expect(glob).toEqual(["/var/log/nginx/access.log", "/var/log/nginx/error.log"]);
  await Promise.all(links.map((link) => link.close()));
  expect(lines).toBeLessThanOrEqual(network.writtenLines());
});
