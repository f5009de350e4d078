import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { HostLinks } from "./host-links.ts";

test("a host that fails is asked again after 1 s, then after 2 s, and not before", async () => {
  let asked = 0;
  const server = createServer((socket) => {
    asked += 1;
    socket.destroy();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const hostKeySha256 = `SHA256:${"A".repeat(43)}`;
  const target = { name: "web1", address: "127.0.0.1", port, user: "deepsec", hostKeySha256 };
  // An agent that is never asked: the server goes before the login.
  const login = { ...target, agentSocket: "/no/agent", sshConfigFile: "none", connectTimeoutMs: 2_000 };
  const host = { name: "web1", target: login, sources: [], followed: [] };
  let nowMs = 0;
  const links = new HostLinks(
    () => nowMs,
    () => 0,
  );
  const tries: number[] = [];
  for (nowMs = 0; nowMs < 4_000; nowMs += 500) {
    const before = asked;
    await expect(links.open(host)).rejects.toMatchObject({ code: "HOST_UNREACHABLE" });
    if (asked > before) tries.push(nowMs);
  }
  expect(tries).toEqual([0, 1_000, 3_000]);
  server.close();
});
