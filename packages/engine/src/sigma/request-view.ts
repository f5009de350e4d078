import type { LogEvent } from "../event.ts";
import { SigmaView } from "./sigma-view.ts";

/** `"GET /path HTTP/1.1" 200 312 "referer" "agent"`, as Apache, nginx and their kin write it; also without what follows. */
const COMBINED =
  /"([A-Z]{3,20}) (\S{1,8000})(?: (HTTP\/[\d.]{1,4}))?"(?: (\d{3})(?: (\d{1,15}|-))?)?(?: "([^"]{0,4000})" "([^"]{0,4000})")?/;

/** Names that structured access logs have for what Sigma calls by W3C's names. */
const OTHER_NAMES = {
  "cs-method": ["cs-method", "method", "request_method", "http_method", "verb", "RequestMethod"],
  "cs-uri": ["cs-uri", "uri", "request_uri", "RequestPath", "url", "path"],
  "cs-user-agent": ["cs-user-agent", "http_user_agent", "user_agent", "userAgent", "cs(User-Agent)"],
  "cs-referer": ["cs-referer", "http_referer", "referer", "referrer", "cs(Referer)"],
  "cs-host": ["cs-host", "http_host", "vhost", "server_name"],
} as const;

/** The event as rules of the category webserver see it; null when it tells of no request. */
export function requestView(event: LogEvent): SigmaView | null {
  const { message, fields } = event;
  const status = fields["http_status"] ?? fields["status"];
  if (status === undefined && !message.includes(" HTTP/")) return null;
  const found = COMBINED.exec(message);
  const named = (name: keyof typeof OTHER_NAMES): string | undefined => {
    const known = OTHER_NAMES[name].find((other) => fields[other] !== undefined);
    return known === undefined ? undefined : fields[known];
  };
  const [, method = named("cs-method"), uri = named("cs-uri"), version, code, bytes, referer, agent] =
    found ?? [];
  if (method === undefined || uri === undefined) return null;
  const query = uri.indexOf("?");
  const decoded = unescaped(uri);
  const userAgent = agent ?? named("cs-user-agent");
  const from = referer ?? named("cs-referer");
  const view: Record<string, string | readonly string[] | undefined> = {
    "cs-method": method,
    "cs-uri": decoded === uri ? uri : [uri, decoded],
    "cs-uri-stem": query < 0 ? uri : uri.slice(0, query),
    // Rules mean the query of W3C, or, and more often, all that was asked for.
    "cs-uri-query": [
      uri,
      ...(decoded === uri ? [] : [decoded]),
      ...(query < 0 ? [] : [uri.slice(query + 1)]),
    ],
    "cs-user-agent": userAgent,
    "c-useragent": userAgent,
    "cs-referer": from,
    "cs-referrer": from,
    "cs-host": named("cs-host"),
    "cs-version": version,
    "cs-username": fields["user"],
    "sc-status": code ?? status,
    "sc-bytes": bytes,
    "c-ip": fields["src"],
    src_ip: fields["src"],
  };
  const known = Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined));
  return new SigmaView(decoded === uri ? message : `${message}\n${decoded}`, known);
}

/** With %XX decoded once. */
function unescaped(uri: string): string {
  return uri.includes("%")
    ? uri.replace(/%([\da-f]{2})/gi, (_whole, digits: string) =>
        String.fromCharCode(Number.parseInt(digits, 16)),
      )
    : uri;
}
