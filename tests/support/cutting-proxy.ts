import { createServer, connect, type Socket } from "node:net";

export interface CuttingProxy {
  readonly port: number;
  /** How many connections were cut so far. */
  readonly cuts: number;
  stop(): Promise<void>;
}

/**
 * A TCP proxy that now and then swallows what the server answers and drops the connection: the server did its work, a commit too,
 * and the client does not know.
 *
 * @param isCut - Asked for each packet of the server.
 */
export async function startCuttingProxy(targetPort: number, isCut: () => boolean): Promise<CuttingProxy> {
  let cuts = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(targetPort, "127.0.0.1");
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("close", () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
      // A reset is what this proxy is for; the close that follows does the rest.
      socket.on("error", () => socket.destroy());
    }
    client.pipe(upstream);
    upstream.on("data", (packet) => {
      if (isCut()) {
        cuts++;
        client.destroy();
      } else client.write(packet);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    get cuts() {
      return cuts;
    },
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
