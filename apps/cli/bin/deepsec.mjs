#!/usr/bin/env node
// Starts the command on Node 24 or newer. A person's own Node may be older (20 and up); the project brings the right one
// among its npm packages, so this file, which every Node understands, hands over to it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NODE_MAJOR_MIN = 24;
const self = fileURLToPath(import.meta.url);

function newerNode() {
  for (let folder = dirname(self); ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", ".bin", "node");
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) return null;
  }
}

function handOver(node) {
  const child = spawn(node, [self, ...process.argv.slice(2)], { stdio: "inherit" });
  // The terminal sends Ctrl-C to both; the child decides, this one only waits and passes on what it alone gets.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    process.stderr.write(`deepsec: cannot start ${node}: ${error.message}\n`);
    process.exit(2);
  });
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR_MIN) {
  const { enableCompileCache } = await import("node:module");
  enableCompileCache();
  const { main } = await import("../src/main.ts");
  await main(process.argv.slice(2));
} else {
  const node = newerNode();
  if (node === null) {
    process.stderr.write(
      `deepsec: needs Node ${NODE_MAJOR_MIN} or newer, this is ${process.versions.node}. Run "npm install" in the project, which brings it.\n`,
    );
    process.exit(2);
  }
  handOver(node);
}
