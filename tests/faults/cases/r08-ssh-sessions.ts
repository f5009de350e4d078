import { join } from "node:path";
import { faultCase } from "../case.ts";
import { eventually } from "../../support/eventually.ts";
import { judge } from "../kit/judge.ts";
import { startProxy } from "../kit/proxy.ts";

const LINES = 3000;
const BYTES_MAX = 250_000;
// Thirty seconds without an answer, and the time that a busy machine needs to store it.
const HANG_MS_MAX = 45_000;

/** The host's own session process dies, or stands still with the connection open, in the middle of a transfer. */
export const sshSessions = faultCase({
  id: "R8",
  title: "sshd's session killed or stopped in the middle of a transfer",
  ci: { kills: 18, freezes: 2 },
  night: { kills: 280, freezes: 20 },
  async run(stand, { kills, freezes }) {
    const sshd = await stand.sshd();
    let fire: (() => void) | null = null;
    let firedAtMs = 0;
    let atBytes = 0;
    const proxy = await startProxy(sshd.port, () => ({
      fromServer: (bytes) => {
        atBytes -= bytes.length;
        if (fire !== null && atBytes <= 0) {
          fire();
          fire = null;
          firedAtMs = performance.now();
        }
        return "pass";
      },
    }));
    stand.defer(() => proxy.stop());
    const writer = stand.writer("web1", join(sshd.logDirectory, "web.log"), { linesPerSecond: 0 });
    writer.write(10);
    const system = await stand.system({
      hosts: [{ name: "web1", sshd, files: ["web.log"], port: proxy.port }],
    });
    await system.start();
    await system.catchUp();
    let hangMsMax = 0;
    for (let fault = 0; fault < kills + freezes; fault++) {
      const isFreeze = fault % Math.ceil((kills + freezes) / Math.max(1, freezes)) === 1 && freezes > 0;
      atBytes = stand.random() * BYTES_MAX;
      firedAtMs = 0;
      fire = () => (isFreeze ? sshd.freezeSessions() : sshd.dropSessions());
      writer.write(LINES);
      await eventually("the fault is made", () => (firedAtMs > 0 ? true : null), { timeoutMs: 300_000 });
      // All but the last event, which waits for its next line.
      const isRead = async () => ((await system.collect()) ?? 0) >= writer.written - 1 || null;
      await eventually("read again", isRead, { timeoutMs: 300_000 });
      if (isFreeze) hangMsMax = Math.max(hangMsMax, performance.now() - firedAtMs);
    }
    await system.catchUp();
    const notes = { kills, freezes, hangSecondsMax: Math.round(hangMsMax / 1000) };
    const failures =
      hangMsMax > HANG_MS_MAX ? [`a silent session was waited for ${notes.hangSecondsMax} s`] : [];
    return judge(await system.truth([writer]), [writer], notes, failures);
  },
});
