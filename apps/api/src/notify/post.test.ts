import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { post } from "./post.ts";
import type { FindingNotice } from "./notice.ts";
import type { HttpTarget } from "./target.ts";

const NOW_MS = Date.parse("2026-11-25T04:00:00Z");
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

interface Received {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server that takes what comes and answers `status`. */
async function receiver(
  status = 200,
  headers: Record<string, string> = {},
  tls?: { key: string; cert: string },
) {
  const received: Received[] = [];
  const listener: RequestListener = (request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      received.push({ url: request.url ?? "", headers: request.headers, body });
      response.writeHead(status, headers).end("thanks");
    });
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { received, port };
}

const target = (url: string, more: Partial<HttpTarget> = {}): HttpTarget => ({
  kind: "webhook",
  isEnabled: true,
  name: "ops",
  severity: "LOW",
  hosts: null,
  kinds: null,
  timeZone: "UTC",
  quietHours: null,
  digestMinutes: null,
  url,
  secret: "whsec_" + Buffer.from("a key of 24 bytes, or so").toString("base64"),
  allowHttp: true,
  allowPrivateAddresses: true,
  ca: null,
  ...more,
});

const finding = (reason: string): FindingNotice => ({
  id: "f1",
  kind: "attack",
  rule: "failures-then-login",
  severity: "HIGH",
  reason,
  firstSeen: "2026-11-25T03:00:00.000Z",
  lastSeen: "2026-11-25T03:10:00.000Z",
  hosts: ["web1"],
});
const message = (...findings: FindingNotice[]) => ({
  deliveryId: "d1",
  findings,
  pageUrl: "https://deepsec.example.org",
  nowMs: NOW_MS,
});

describe("a webhook", () => {
  test("gets the finding as JSON, signed over id, time and body", async () => {
    const { received, port } = await receiver();
    await post(target(`http://127.0.0.1:${port}/hook?x=1`), message(finding("failures, then a login")));
    const [{ url, headers, body } = { url: "", headers: {}, body: "" }] = received;
    expect(url).toBe("/hook?x=1");
    expect(headers).toMatchObject({
      "content-type": "application/json",
      "idempotency-key": "d1",
      "webhook-id": "d1",
      "webhook-timestamp": String(NOW_MS / 1000),
    });
    const mac = createHmac("sha256", "a key of 24 bytes, or so").update(`d1.${NOW_MS / 1000}.${body}`);
    expect(headers["webhook-signature"]).toBe(`v1,${mac.digest("base64")}`);
    expect(JSON.parse(body)).toEqual({
      type: "finding.opened",
      timestamp: "2026-11-25T04:00:00.000Z",
      data: {
        title: "DeepSec HIGH: failures, then a login",
        pageUrl: "https://deepsec.example.org",
        findings: [finding("failures, then a login")],
      },
    });
  });

  test.each([
    [302, /redirect/, false],
    [404, /answered 404/, true],
    [410, /answered 410/, false],
    [429, /answered 429/, true],
    [500, /answered 500/, true],
  ])("that answers %i has not taken it, and is asked nothing more", async (status, fact, isPassing) => {
    const other = await receiver();
    const { received, port } = await receiver(status, { location: `http://127.0.0.1:${other.port}/` });
    const sent = post(target(`http://127.0.0.1:${port}/`), message(finding("x")));
    await expect(sent).rejects.toMatchObject({ message: expect.stringMatching(fact), isPassing });
    expect([received.length, other.received.length]).toEqual([1, 0]);
  });

  test("on this machine or a private network is not connected to, by address or by name", async () => {
    const { received, port } = await receiver();
    for (const host of ["127.0.0.1", "2130706433", "localhost", "[::ffff:127.0.0.1]"]) {
      const sent = post(target(`http://${host}:${port}/`, { allowPrivateAddresses: false }), message());
      await expect(sent).rejects.toMatchObject({
        message: expect.stringContaining("not allowed"),
        isPassing: false,
      });
    }
    expect(received).toEqual([]);
  });

  test("that is not there is tried again later, and its address is not told", async () => {
    const sent = post(target("http://127.0.0.1:9/secret-path"), message());
    await expect(sent).rejects.toMatchObject({ message: "no connection (ECONNREFUSED)", isPassing: true });
  });

  test("is spoken to over TLS when its certificate is right", async () => {
    const tls = certificate();
    const { received, port } = await receiver(204, {}, tls);
    const url = `https://localhost:${port}/`;
    await expect(post(target(url), message())).rejects.toMatchObject({
      message: expect.stringMatching(/no connection \(.*CERT.*\)/),
    });
    await post(target(url, { ca: tls.cert, allowHttp: false }), message());
    expect(received.map(({ body }) => JSON.parse(body).type)).toEqual(["test"]);
  });
});

test("in Slack's form log text makes no link, no mention and no line of its own", async () => {
  const { received, port } = await receiver();
  const slack = target(`http://127.0.0.1:${port}/`, { kind: "slack", secret: "" });
  await post(slack, message(finding("user <!channel> & <http://evil|x>\nDeepSec HIGH: forged \u202e")));
  expect(received[0]?.headers).not.toHaveProperty("webhook-signature");
  expect(JSON.parse(received[0]?.body ?? "")).toEqual({
    text: [
      "DeepSec HIGH: user &lt;!channel&gt; &amp; &lt;http://evil|x&gt; DeepSec HIGH: forged  ",
      "HIGH attack on web1, 2026-11-25T03:00:00.000Z to 2026-11-25T03:10:00.000Z",
      "user &lt;!channel&gt; &amp; &lt;http://evil|x&gt; DeepSec HIGH: forged  ",
      "",
      "https://deepsec.example.org",
    ].join("\n"),
  });
});

/** Of localhost, its own authority, made anew each time. */
function certificate(): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), "deepsec-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-days",
      "2",
    ].concat(["-keyout", key, "-out", cert], subject),
    { stdio: "ignore" },
  );
  const pair = { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  rmSync(folder, { recursive: true });
  return pair;
}
