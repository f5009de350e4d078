/** The network that an address is of: /16 of IPv4, /32 of IPv6, what a provider is given at least. A name's last two words. */
export function networkOf(address: string): string {
  const four = /^(?:::ffff:)?(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}$/i.exec(address);
  if (four !== null) return `${four[1]}.0.0/16`;
  if (address.includes(":")) return `${ipv6Start(address)}::/32`;
  return address.split(".").slice(-2).join(".");
}

/** The first two groups of an IPv6 address, without leading zeros. */
function ipv6Start(address: string): string {
  const [front = ""] = address.toLowerCase().split("::");
  const groups = front.split(":").filter((group) => group !== "");
  return [groups[0] ?? "0", groups[1] ?? "0"].map((group) => group.replace(/^0+(?=.)/, "")).join(":");
}

/** Addresses that a router on the Internet would not pass on: in one's own network, of the machine itself, of a provider's NAT. */
const PRIVATE =
  /^(?:::ffff:)?(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)|^(?:f[cd]|fe[89ab]|::1$)/i;

/** An address, no name, that stands for a place on the Internet. */
export function isPublicAddress(address: string): boolean {
  return /^[\da-f.:]+$/i.test(address) && /[.:]/.test(address) && !PRIVATE.test(address);
}
