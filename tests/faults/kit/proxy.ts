import { connect, createServer, type Socket } from "node:net";

/** What becomes of bytes on their way: passed on now, never (nor anything after them), or the connection is cut. */
export type Fate = "pass" | "hold" | "cut";

/** Watches one connection. */
export interface Watch {
  fromClient?(bytes: Buffer): Fate;
  fromServer?(bytes: Buffer): Fate;
}

export interface Proxy {
  readonly port: number;
  stop(): Promise<void>;
}

/** A TCP proxy on 127.0.0.1 that asks `watch`, made for each connection, about all that passes. */
export async function startProxy(targetPort: number, watch: () => Watch): Promise<Proxy> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(targetPort, "127.0.0.1");
    const watching = watch();
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    const relay = (from: Socket, to: Socket, ask: (bytes: Buffer) => Fate) => {
      let isHeld = false;
      open.add(from);
      from.setNoDelay(true);
      from.on("close", () => {
        open.delete(from);
        end();
      });
      // A reset is what this proxy is for; the close that follows does the rest.
      from.on("error", () => from.destroy());
      from.on("drain", () => to.resume());
      from.on("data", (bytes) => {
        // What is held is read all the same: a socket that is paused does not tell that its other side is gone.
        if (isHeld) return;
        const fate = ask(bytes);
        if (fate === "cut") end();
        else if (fate === "hold") isHeld = true;
        else if (!to.write(bytes)) from.pause();
      });
    };
    relay(client, upstream, (bytes) => watching.fromClient?.(bytes) ?? "pass");
    relay(upstream, client, (bytes) => watching.fromServer?.(bytes) ?? "pass");
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
