import { SigmaError } from "./sigma-error.ts";

/** Whether an address lies in a network, IPv4 or IPv6. @throws SigmaError when it is none, or has bits below its length */
export function cidrTest(network: string): (address: string) => boolean {
  const [, base = "", length = ""] = /^([^/]{2,45})(?:\/(\d{1,3}))?$/.exec(network) ?? [];
  const bits = bitsOf(base);
  const count = length === "" ? (bits?.length ?? 0) : Number(length);
  if (bits === null || count > bits.length || bits.slice(count).includes("1"))
    throw new SigmaError(`${network} is no network`);
  const head = bits.slice(0, count);
  return (address) => {
    const other = bitsOf(address);
    return other !== null && other.length === bits.length && other.startsWith(head);
  };
}

/** The bits of an address as a text of zeros and ones; null when it is none. */
function bitsOf(address: string): string | null {
  if (!address.includes(":")) return v4Bits(address);
  const [left = "", right, ...more] = address.split("::");
  if (more.length > 0) return null;
  const head = groupBits(left);
  const tail = right === undefined ? "" : groupBits(right);
  if (head === null || tail === null) return null;
  const zeros = 128 - head.length - tail.length;
  if (right === undefined ? zeros !== 0 : zeros < 16) return null;
  return head + "0".repeat(zeros) + tail;
}

function groupBits(part: string): string | null {
  if (part === "") return "";
  const bits = part.split(":").map((group, index, all) => {
    if (index === all.length - 1 && group.includes(".")) return v4Bits(group);
    return /^[\da-f]{1,4}$/i.test(group) ? Number.parseInt(group, 16).toString(2).padStart(16, "0") : null;
  });
  return bits.includes(null) ? null : bits.join("");
}

function v4Bits(address: string): string | null {
  const parts = address.split(".");
  if (parts.length !== 4) return null;
  const bytes = parts.map((part) =>
    /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256
      ? Number(part).toString(2).padStart(8, "0")
      : null,
  );
  return bytes.includes(null) ? null : bytes.join("");
}
