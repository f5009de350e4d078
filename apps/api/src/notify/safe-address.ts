import { lookup as resolve } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** Why an address is not one of the Internet's: private, loopback, linkLocal (where clouds keep their metadata), … Null: it is one. */
export function addressProblem(address: string): string | null {
  if (!ipaddr.isValid(address)) return "no address";
  // ::ffff:127.0.0.1 is 127.0.0.1.
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (range !== "unicast") return range;
  // Of IPv6 only this has been given out; ::127.0.0.1 is outside, for instance.
  return parsed instanceof ipaddr.IPv6 && !parsed.match(ipaddr.IPv6.parse("2000::"), 3) ? "reserved" : null;
}

/**
 * Looks a name up once; the connection goes to the addresses that are given back, so a name that changes its mind in between
 * (DNS rebinding) gains nothing. One address that is not allowed is one too many.
 */
export const safeLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) {
      callback(error, "");
      return;
    }
    const blocked = addresses.find(({ address }) => addressProblem(address) !== null);
    if (blocked !== undefined) callback(blockedError(hostname, blocked.address), "");
    else if (options.all === true) callback(null, addresses);
    else callback(null, addresses[0]?.address ?? "", addresses[0]?.family);
  });
};

/**
 * What is wrong with where a message is to go, or null. An address in the URL is checked here, because for it nothing is looked up;
 * the URL parser has made one of its decimal, octal and hexadecimal forms by then.
 */
export function urlProblem(
  text: string,
  allows: { readonly http: boolean; readonly privateAddresses: boolean },
): string | null {
  if (!URL.canParse(text)) return "it is no URL";
  const { protocol, hostname, username, password } = new URL(text);
  if (protocol !== "https:" && !(allows.http && protocol === "http:"))
    return `it is ${protocol.slice(0, 20)} and not https: (allowHttp lets http: pass)`;
  if (username !== "" || password !== "") return "it holds a user or password";
  const address = hostname.replace(/^\[|\]$/g, "");
  if (allows.privateAddresses || !ipaddr.isValid(address)) return null;
  const problem = addressProblem(address);
  return problem === null ? null : `${address} is ${problem} (allowPrivateAddresses lets it pass)`;
}

function blockedError(hostname: string, address: string): NodeJS.ErrnoException {
  const range = addressProblem(address);
  const fact = `${hostname} leads to ${address}, which is ${range} (allowPrivateAddresses lets it pass)`;
  return Object.assign(new Error(fact), { code: "ADDRESS_BLOCKED" });
}
