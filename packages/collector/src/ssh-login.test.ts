import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { connectSsh } from "./ssh-connect.ts";

const folder = new URL(".", import.meta.url);
const sources = readdirSync(folder)
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));

// ssh2 takes any host key where it is given no verifier, so there is one place that connects, and it gives one.
test("SSH connections are made in one place, with a host key verifier", () => {
  const making = sources.filter(({ text }) =>
    /new (?:NodeSSH|Client|ssh2\.Client)\b|\.connect\(/u.test(text),
  );
  expect(making.map(({ name }) => name)).toEqual(["ssh-login.ts"]);
  expect(making[0]?.text.match(/new NodeSSH\(|\.connect\(/gu)).toHaveLength(2);
  expect(making[0]?.text).toMatch(/ssh\.connect\(\{\n(?: {4}.*\n)*? {4}hostVerifier: \(key: Buffer\) => \{/u);
});

test("a target that cannot be one is refused before anything is sent", async () => {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const target = { name: "web1", address: "127.0.0.1", port, user: "a b", connectTimeoutMs: 1_000 };
  await expect(connectSsh(target)).rejects.toMatchObject({ code: "BAD_TARGET" });
  const keyless = { ...target, user: "deepsec", identityFile: "/no/such/key" };
  await expect(connectSsh(keyless)).rejects.toMatchObject({ code: "KEY_UNREADABLE" });
  expect(connections).toBe(0);
  server.close();
});
