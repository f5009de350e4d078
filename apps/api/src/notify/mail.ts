import { rootCertificates } from "node:tls";
import { createTransport } from "nodemailer";
import { DeliveryError } from "./delivery-error.ts";
import { messageOf } from "./message.ts";
import type { Post } from "./post.ts";
import type { EmailTarget } from "./target.ts";

const TIMEOUT_MS = 20_000;

/**
 * Sends a message as plain text. Its Message-ID is that of the delivery: where a mail comes twice, mail programs show one.
 *
 * @throws DeliveryError
 */
export async function mail(target: EmailTarget, { deliveryId, findings, pageUrl }: Post): Promise<void> {
  const { from, to, smtpHost, smtpPort, security, user, password, ca } = target;
  const transport = createTransport({
    host: smtpHost,
    port: smtpPort,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...(user === null ? {} : { auth: { user, pass: password ?? "" } }),
    ...(ca === null ? {} : { tls: { ca: [...rootCertificates, ca] } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const { title, text } = messageOf(findings, pageUrl);
  try {
    await transport.sendMail({
      from: { name: "DeepSec", address: from },
      to: [...to],
      subject: title,
      text,
      messageId: `<${deliveryId}@deepsec>`,
      headers: { "Auto-Submitted": "auto-generated", "Idempotency-Key": deliveryId },
    });
  } catch (error) {
    throw refused(error);
  } finally {
    transport.close();
  }
}

/** What the server says may repeat the user name or more: only its code is told. */
function refused(cause: unknown): DeliveryError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
  const answer = cause instanceof Error && "responseCode" in cause ? Number(cause.responseCode) : null;
  if (code === "EAUTH")
    return new DeliveryError("the mail server refuses user and password", false, { cause });
  if (answer !== null && !Number.isNaN(answer))
    return new DeliveryError(`the mail server answered ${answer} (${code})`, answer < 500, { cause });
  return new DeliveryError(`no mail server answers there as it should (${code})`, true, { cause });
}
