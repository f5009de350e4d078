// Loaded before a service with `node --import`: stdin is a pipe from the process that started it, and its end means that
// process is gone, killed perhaps. Then the service stops as on SIGTERM instead of holding its port for ever.
import { fstatSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

// Workers and child processes of a service load this file too, and their stdin is another one.
const stdin = fstatSync(0);
if (isMainThread && (stdin.isFIFO() || stdin.isSocket())) {
  process.stdin.on("end", () => process.kill(process.pid, "SIGTERM"));
  process.stdin.resume();
  process.stdin.unref();
}
