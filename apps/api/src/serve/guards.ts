import { timingSafeEqual, createHash } from "node:crypto";
import type { RequestHandler, Response } from "express";

/**
 * Refuses requests whose Host header names another machine. A page of the internet may point its own name at 127.0.0.1 (DNS
 * rebinding); the browser then sends that page's requests here, with its name in this header.
 */
export function hostGuard(configuredNames: readonly string[]): RequestHandler {
  const names = new Set(["localhost", "127.0.0.1", "::1", ...configuredNames]);
  return (request, response, next) => {
    const header = request.headers.host ?? "";
    const name = hostName(header);
    if (name !== null && names.has(name)) next();
    else
      refuse(
        response,
        403,
        "HOST_REFUSED",
        `this API does not answer for the host ${JSON.stringify(header.slice(0, 255))}`,
      );
  };
}

/** Refuses requests without `Authorization: Bearer TOKEN`. */
export function bearerGuard(token: string): RequestHandler {
  const expected = digest(token);
  return (request, response, next) => {
    const [scheme, given] = (request.headers.authorization ?? "").split(" ");
    if (scheme?.toLowerCase() === "bearer" && timingSafeEqual(digest(given ?? ""), expected)) {
      next();
      return;
    }
    response.setHeader("WWW-Authenticate", "Bearer");
    refuse(
      response,
      401,
      "UNAUTHENTICATED",
      "send Authorization: Bearer with the token of DEEPSEC_API_TOKEN",
    );
  };
}

/** An answer in the shape of a GraphQL error, so that clients have one way to show it. */
export function refuse(response: Response, status: number, code: string, message: string): void {
  response.status(status).json({ errors: [{ message, extensions: { code } }] });
}

/** The name or address of a Host header without its port, lower case; null when it is none. */
function hostName(header: string): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(header);
  return (match?.[1] ?? match?.[2] ?? null)?.toLowerCase() ?? null;
}

/** Equal lengths for the comparison, which must not tell by its time how much of a token was right. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
