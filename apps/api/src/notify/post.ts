import { createHmac } from "node:crypto";
import { rootCertificates } from "node:tls";
import { Agent, errors, request } from "undici";
import { DeliveryError } from "./delivery-error.ts";
import { messageOf } from "./message.ts";
import type { FindingNotice } from "./notice.ts";
import { safeLookup, urlProblem } from "./safe-address.ts";
import type { HttpTarget } from "./target.ts";

const TIMEOUT_MS = 10_000;
const ANSWER_BYTES_MAX = 65_536;

export interface Post {
  readonly deliveryId: string;
  /** None: a test. */
  readonly findings: readonly FindingNotice[];
  readonly pageUrl: string | null;
  readonly nowMs: number;
}

/**
 * Posts a message to a webhook (Standard Webhooks 1.0: webhook-id, webhook-timestamp, webhook-signature) or to what takes Slack's
 * form. No redirect is followed, and what is answered is not read.
 *
 * @throws DeliveryError
 */
export async function post(
  target: HttpTarget,
  { deliveryId, findings, pageUrl, nowMs }: Post,
): Promise<void> {
  const { url, secret, allowHttp, allowPrivateAddresses, ca } = target;
  const problem = urlProblem(url, { http: allowHttp, privateAddresses: allowPrivateAddresses });
  if (problem !== null) throw new DeliveryError(`the address is not allowed: ${problem}`, false);
  const body = target.kind === "slack" ? slackBody(findings, pageUrl) : webhookBody(findings, pageUrl, nowMs);
  const timestamp = String(Math.floor(nowMs / 1000));
  const signed = secret === "" ? {} : signature(secret, deliveryId, timestamp, body);
  const agent = new Agent({
    connect: {
      timeout: TIMEOUT_MS,
      ...(allowPrivateAddresses ? {} : { lookup: safeLookup }),
      ...(ca === null ? {} : { ca: [...rootCertificates, ca] }),
    },
  });
  try {
    const { statusCode, body: answer } = await request(url, {
      method: "POST",
      dispatcher: agent,
      headers: {
        "content-type": "application/json",
        "user-agent": "DeepSec",
        "idempotency-key": deliveryId,
        ...signed,
      },
      body,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.dump({ limit: ANSWER_BYTES_MAX });
    if (statusCode < 200 || statusCode >= 300) throw refusal(statusCode);
  } catch (error) {
    throw error instanceof DeliveryError ? error : unreachable(error);
  } finally {
    await agent.destroy();
  }
}

/** A whsec_ secret is base64, any other is taken as it stands. */
function signature(secret: string, id: string, timestamp: string, body: string): Record<string, string> {
  const key = secret.startsWith("whsec_") ? Buffer.from(secret.slice(6), "base64") : secret;
  const mac = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${mac}` };
}

function webhookBody(findings: readonly FindingNotice[], pageUrl: string | null, nowMs: number): string {
  const type = findings.length === 0 ? "test" : findings.length === 1 ? "finding.opened" : "findings.opened";
  const { title } = messageOf(findings, null);
  return JSON.stringify({
    type,
    timestamp: new Date(nowMs).toISOString(),
    data: { title, pageUrl, findings },
  });
}

/** Slack reads <…> as links and mentions: log text must not call everybody. */
function slackBody(findings: readonly FindingNotice[], pageUrl: string | null): string {
  const { title, text } = messageOf(findings, pageUrl);
  const escaped = `${title}\n${text}`
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
  return JSON.stringify({ text: escaped });
}

function refusal(status: number): DeliveryError {
  if (status >= 300 && status < 400)
    return new DeliveryError(`it answered ${status}, a redirect; give the address that it leads to`, false);
  // Any other may pass, a 404 while the receiver is being deployed too; 410 says for itself that it will not.
  return new DeliveryError(`it answered ${status}`, status !== 410);
}

function unreachable(cause: unknown): DeliveryError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "ADDRESS_BLOCKED" && cause instanceof Error)
    return new DeliveryError(`the address is not allowed: ${cause.message}`, false, { cause });
  const isLate =
    cause instanceof errors.UndiciError || (cause instanceof Error && cause.name === "TimeoutError");
  const fact = isLate
    ? `no answer in ${TIMEOUT_MS} ms (${code || "timeout"})`
    : `no connection (${code || "unknown"})`;
  return new DeliveryError(fact, true, { cause });
}
