import { connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const PACKET_BYTES = 1448;
const RETRANSMIT_MS = [200, 400, 800];
/** What the routers in between hold; beyond it the sender waits. */
const QUEUE_BYTES_MAX = 64 * 1024;

export interface LinkOptions {
  readonly rttMs: number;
  readonly bytesPerSecond: number;
  /** Share of packets that are lost and come after a retransmission timeout, as TCP shows loss to a program. */
  readonly loss: number;
  readonly random: () => number;
}

/** A TCP proxy that is as slow as a bad line: delay and rate for each direction of each connection. */
export async function startSlowLink(targetPort: number, options: LinkOptions) {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(targetPort, "127.0.0.1");
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      from.on("error", () => from.destroy());
      from.on("close", () => open.delete(from));
      void carry(from, to, options).finally(() => {
        client.destroy();
        upstream.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function carry(
  from: Socket,
  to: Socket,
  { rttMs, bytesPerSecond, loss, random }: LinkOptions,
): Promise<void> {
  let freeAtMs = performance.now();
  const queued = { bytes: 0 };
  let order = Promise.resolve();
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; at += PACKET_BYTES) {
        const packet = chunk.subarray(at, at + PACKET_BYTES);
        freeAtMs = Math.max(freeAtMs, performance.now()) + (packet.length * 1000) / bytesPerSecond;
        const lateMs = random() < loss ? (RETRANSMIT_MS[Math.floor(random() * 3)] ?? 0) : 0;
        const arrival = sleep(freeAtMs - performance.now() + rttMs / 2 + lateMs);
        queued.bytes += packet.length;
        order = deliver(packet, to, order, arrival).finally(() => {
          queued.bytes -= packet.length;
        });
        if (queued.bytes > QUEUE_BYTES_MAX) await order;
      }
    }
  } catch {
    // The connection broke; both ends are closed by the caller.
  }
  await order;
}

/** What was sent after a lost packet waits for it: TCP keeps the order. */
async function deliver(
  packet: Buffer,
  to: Socket,
  before: Promise<void>,
  arrival: Promise<unknown>,
): Promise<void> {
  await Promise.all([before, arrival]);
  if (!to.destroyed) to.write(packet);
}
