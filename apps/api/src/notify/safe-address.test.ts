import { expect, test } from "vitest";
import { addressProblem, safeLookup, urlProblem } from "./safe-address.ts";

const STRICT = { http: false, privateAddresses: false };

// Each form leads to this machine, a private network, or a cloud's metadata.
test.each([
  "https://127.0.0.1/",
  "https://127.1/",
  "https://127.0.1/",
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0x7f.1/",
  "https://0177.0.0.1/",
  "https://017700000001/",
  "https://0/",
  "https://0.0.0.0/",
  "https://127.0.0.1./",
  "https://１２７.０.０.１/",
  "https://127。0。0。1/",
  "https://[::1]/",
  "https://[::]/",
  "https://[0:0:0:0:0:0:0:1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[::ffff:7f00:1]/",
  "https://[::127.0.0.1]/",
  "https://[64:ff9b::7f00:1]/",
  "https://[2002:7f00:1::]/",
  "https://[2001:0:7f00:1::]/",
  "https://[fe80::1]/",
  "https://[fc00::1]/",
  "https://[fd12:3456:789a::1]/",
  "https://[fec0::1]/",
  "https://[ff02::1]/",
  "https://10.0.0.1/",
  "https://172.16.0.1/",
  "https://172.31.255.255/",
  "https://192.168.1.1/",
  "https://100.64.0.1/",
  "https://169.254.169.254/latest/meta-data/",
  "https://0xa9fea9fe/",
  "https://2852039166/",
  "https://[::ffff:169.254.169.254]/",
  "https://[fd00:ec2::254]/",
  "https://192.0.0.192/",
  "https://198.18.0.1/",
  "https://224.0.0.1/",
  "https://255.255.255.255/",
])("%s is not allowed", (url) => {
  expect(urlProblem(url, STRICT)).toMatch(/allowPrivateAddresses/);
  expect(urlProblem(url, { http: false, privateAddresses: true })).toBeNull();
});

test.each([
  ["http://example.org/", /https/],
  ["file:///etc/passwd", /https/],
  ["gopher://example.org/", /https/],
  ["ftp://example.org/", /https/],
  ["https://user:word@example.org/", /user or password/],
  ["https://", /no URL/],
  ["//example.org/", /no URL/],
])("%s is not allowed", (url, fact) => {
  expect(urlProblem(url, STRICT)).toMatch(fact);
});

test("addresses and names of the Internet are allowed, http: where it is let pass", () => {
  for (const url of [
    "https://example.org/hook",
    "https://93.184.215.14/",
    "https://[2606:2800:21f::1]:8443/",
  ]) {
    expect(urlProblem(url, STRICT)).toBeNull();
  }
  expect(urlProblem("http://example.org/", { http: true, privateAddresses: false })).toBeNull();
  expect(addressProblem("8.8.8.8")).toBeNull();
  expect(addressProblem("no address")).toBe("no address");
});

test("a name is refused by the address it leads to, whether one or all are asked for", async () => {
  for (const all of [false, true]) {
    const error = await new Promise((resolve) =>
      safeLookup("localhost", { all }, (problem, address) => resolve(problem ?? address)),
    );
    expect(error).toMatchObject({ code: "ADDRESS_BLOCKED", message: expect.stringContaining("loopback") });
  }
});
