import type { Fields } from "../header/header.ts";
import { addressesIn } from "./address.ts";

/** Names under which structured logs keep who came from where, in the order in which they are believed; small letters. */
const SOURCE_KEYS = [
  "src",
  "src_ip",
  "srcip",
  "source_ip",
  "sourceip",
  "sourceipaddress",
  "rhost",
  "remote_ip",
  "remoteip",
  "remoteaddr",
  "remote_addr",
  "remoteaddress",
  "remote_address",
  "client_ip",
  "clientip",
  "client_addr",
  "clientaddr",
  "clientaddress",
  "client",
  "client_address",
  "visitor_ip",
  "ip",
  "ipaddress",
  "ip_address",
  "address",
  "addr",
  "remote",
  "remote_host",
  "downstream_remote_address",
  "req.remoteaddress",
  "req.ip",
  "request.remote_ip",
  "request.client_ip",
  "request.remote_addr",
  "meta.remote_ip",
  "meta.client_ip",
  "source.ip",
  "client.ip",
  "peer",
  "hostname",
  "clienthost",
  "request_remote-addr",
  "req.remote_ip",
  "httprequest.remoteip",
  "attr.remote",
  "meta.client_id",
  "remoteip",
  "from",
];
const USER_KEYS = [
  "user",
  "username",
  "user_name",
  "userid",
  "user.name",
  "useridentity.username",
  "login",
  "account",
  "acct",
  "sasl_username",
  "suser",
  "usrname",
  "email",
  "u",
  "user_id",
  "auid",
  "data.username",
  "principal",
];
const STATUS_KEYS = [
  "http_status",
  "status",
  "status_code",
  "statuscode",
  "httpstatus",
  "response_code",
  "http.response.status_code",
  "httprequest.status",
  "response.status",
  "res.statuscode",
];

/** Gives the known names `src`, `user` and `http_status` to fields that have others. */
export function addKnownFields(fields: Fields): void {
  const names = new Map<string, string>();
  for (const name of Object.keys(fields))
    if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  if (fields["src"] !== undefined) fields["src"] = addressOf(fields["src"]) ?? fields["src"];
  else {
    const src = firstValue(fields, names, SOURCE_KEYS, addressOf);
    if (src !== null) fields["src"] = src;
  }
  if (fields["user"] === undefined) {
    const user = firstValue(fields, names, USER_KEYS, (value) =>
      value === "" || value === "-" || value.length > 200 ? null : value,
    );
    if (user !== null) fields["user"] = user;
  }
  if (fields["http_status"] === undefined) {
    const status = firstValue(fields, names, STATUS_KEYS, (value) =>
      /^[1-5]\d\d$/.test(value) ? value : null,
    );
    if (status !== null) fields["http_status"] = status;
  }
}

function firstValue(
  fields: Fields,
  names: ReadonlyMap<string, string>,
  keys: readonly string[],
  read: (value: string) => string | null,
): string | null {
  for (const key of keys) {
    const name = names.get(key);
    const value = name === undefined ? undefined : fields[name];
    const known = value === undefined ? null : read(value);
    if (known !== null) return known;
  }
  return null;
}

/** An address that makes up the value, a port after it and one word before it allowed. */
function addressOf(value: string): string | null {
  const first = value.length > 80 ? undefined : addressesIn(value)[0];
  return first !== undefined && first.start <= 12 ? first.text : null;
}
