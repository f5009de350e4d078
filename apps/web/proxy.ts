import { NextResponse, type NextRequest } from "next/server";
import { contentSecurityPolicy } from "./src/server/content-security-policy.ts";
import { hostName, settings } from "./src/server/settings.ts";

/** Stands before every page and before `/graphql`: refuses foreign names, and gives pages their policy. */
export function proxy(request: NextRequest): NextResponse {
  // A page elsewhere whose name was made to point here (DNS rebinding) would otherwise read everything as its own origin.
  if (!settings.hostNames.has(hostName(request.headers.get("host") ?? ""))) {
    return refusal(
      421,
      "This page answers to 127.0.0.1 and localhost only. Other names: DEEPSEC_WEB_HOSTS=name,name",
    );
  }
  return page(request);
}

function page(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID();
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  // Next takes the nonce for its own scripts from here.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

function refusal(status: number, text: string): NextResponse {
  return new NextResponse(`${text}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}

export const config = { matcher: "/((?!_next/static|icon.svg).*)" };
