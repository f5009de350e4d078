// Loaded before a service with `node --import`: stdin is a pipe from the process that started it, and its end means that
// process is gone, killed perhaps. Then the service stops as on SIGTERM instead of holding its port for ever.
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();
process.stdin.unref();
