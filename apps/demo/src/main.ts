import { fstatSync } from "node:fs";
import { parseArgs } from "node:util";
import { startDemoNetwork } from "./demo-network.ts";

const { values } = parseArgs({
  options: {
    dir: { type: "string" },
    "port-base": { type: "string", default: "2201" },
    seed: { type: "string", default: "1" },
    "history-lines": { type: "string", default: "20000" },
    "lines-per-second": { type: "string", default: "5" },
  },
});

function fail(message: string): never {
  process.stderr.write(`demo: ${message}\n`);
  process.exit(1);
}

function numberOf(option: "port-base" | "seed" | "history-lines" | "lines-per-second"): number {
  const number = Number(values[option]);
  if (!Number.isFinite(number) || number < 0) fail(`--${option} ${values[option]} is not a number from 0 on`);
  return number;
}

const dir = values.dir ?? fail("say where to keep keys and logs: --dir DIR");
const base = numberOf("port-base");
const network = await startDemoNetwork({
  dir,
  seed: numberOf("seed"),
  historyLines: numberOf("history-lines"),
  linesPerSecond: numberOf("lines-per-second"),
  ports: base === 0 ? [0, 0, 0] : [base, base + 1, base + 2],
}).catch((error: NodeJS.ErrnoException & { port?: number }) =>
  fail(
    error.code === "EADDRINUSE"
      ? `port ${error.port} of 127.0.0.1 is taken; three free ones in a row from another: --port-base 12201`
      : error.message,
  ),
);

process.stdout.write(`${JSON.stringify({ ready: true, hosts: network.hosts })}\n`);

let isStopping = false;
const stop = () => {
  if (isStopping) return;
  isStopping = true;
  void network.stop().then(() => process.exit(0));
};
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
// A parent that holds the other end of stdin takes this process with it; a terminal or /dev/null does not.
const stdin = fstatSync(0);
if (stdin.isFIFO() || stdin.isSocket()) process.stdin.resume().on("end", stop).on("error", stop);
