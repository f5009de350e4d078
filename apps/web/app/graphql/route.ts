import { settings } from "../../src/server/settings.ts";

/**
 * Hands a question of this page on to the API, so that the browser knows one origin only. A rewrite would do, but it keeps
 * connections longer than the API does and then fails on one that was just closed, and it gives a collection cycle 30 s only.
 */
export async function POST(request: Request): Promise<Response> {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return text(403, "only this page may ask");
  const headers = new Headers({
    "content-type": request.headers.get("content-type") ?? "",
    accept: request.headers.get("accept") ?? "application/json",
  });
  if (settings.apiToken !== null) headers.set("authorization", `Bearer ${settings.apiToken}`);
  try {
    const answer = await fetch(new URL("/graphql", settings.apiUrl), {
      method: "POST",
      headers,
      body: await request.text(),
      cache: "no-store",
      // A stream goes on until the browser leaves.
      signal: request.signal,
    });
    const contentType = answer.headers.get("content-type") ?? "text/plain";
    // no-transform: compressing would hold the events of a stream back.
    const answered = { "content-type": contentType, "cache-control": "no-store, no-transform" };
    return new Response(answer.body, { status: answer.status, headers: answered });
  } catch {
    // The page shows what to do; the reason is in the API's own log.
    return text(502, `no answer from ${settings.apiUrl}`);
  }
}

function text(status: number, said: string): Response {
  return new Response(`${said}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}
