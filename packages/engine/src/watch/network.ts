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
