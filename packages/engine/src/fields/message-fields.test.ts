import { expect, test } from "vitest";
import { addressesIn } from "./address.ts";
import { addMessageFields } from "./message-fields.ts";

const fieldsOf = (message: string): Record<string, string> => {
  const fields: Record<string, string> = {};
  addMessageFields(fields, message, false);
  return fields;
};

test.each([
  ["Failed password for invalid user ann from 203.0.113.4 port 50122 ssh2", "203.0.113.4", "ann"],
  ["Connection closed by authenticating user root 203.0.113.4 port 46038 [preauth]", "203.0.113.4", "root"],
  [
    "Received disconnect from 203.0.113.4 port 22:11: bye from 192.0.2.1 port 9 [preauth]",
    "203.0.113.4",
    undefined,
  ],
  [
    "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.4  user=root",
    "203.0.113.4",
    "root",
  ],
  ['access denied, client: 203.0.113.4, server: 192.0.2.1, host: "192.0.2.1"', "203.0.113.4", undefined],
  ["IN=eth0 SRC=203.0.113.4 DST=192.0.2.1 PROTO=TCP", "203.0.113.4", undefined],
  ["Login failed for user 'sa'. [CLIENT: 203.0.113.4]", "203.0.113.4", "sa"],
  ["Access denied for user 'root'@'203.0.113.4' (using password: NO)", "203.0.113.4", "root"],
  ["Invalid token! IP: 2001:db8::7. Username: ann@example.org.", "2001:db8::7", "ann@example.org"],
  ["auth failed from ::ffff:203.0.113.4", "203.0.113.4", undefined],
  ["block 203.0.113.4.50122 192.0.2.1.1080: no", "203.0.113.4", undefined],
  ["Received block blk_1 src: /203.0.113.4:54106 dest: /192.0.2.1:50010", "203.0.113.4", undefined],
  ["listening on 0.0.0.0:80", undefined, undefined],
  ["version 1.2.3 of a::b at 10:11:12", undefined, undefined],
  ["new user: name=ann, UID=1007, GID=1007, home=/home/ann, shell=/bin/bash", undefined, "ann"],
  ["ann : user NOT in sudoers ; TTY=pts/0 ; PWD=/home/ann ; USER=root ; COMMAND=/bin/ls", undefined, "ann"],
  ["   ann : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/cat /etc/user.conf", undefined, "ann"],
  ["ann : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/su", undefined, "ann"],
  ["not so : user ann called ; USER=root", undefined, "ann"],
  ["user=mike ip=unknown cmd=stop", undefined, "mike"],
])("%s", (message, src, user) => {
  expect(fieldsOf(message)).toEqual({
    ...(src === undefined ? {} : { src }),
    ...(user === undefined ? {} : { user }),
  });
});

test("a name that looks like the end of its sentence blames nobody", () => {
  const forged =
    "Failed password for invalid user root from 192.0.2.1 port 1 ssh2 from 203.0.113.4 port 4022 ssh2";
  expect(fieldsOf(forged)).toEqual({ src: "203.0.113.4", user: "root from 192.0.2.1 port 1 ssh2" });
  expect(fieldsOf("Invalid user x from 192.0.2.1 from 203.0.113.4 port 4022")).toMatchObject({
    src: "203.0.113.4",
  });
});

test("the status behind a request is a field", () => {
  expect(fieldsOf('192.0.2.9:5 - "POST /login HTTP/1.1" 401 Unauthorized')).toMatchObject({
    http_status: "401",
    src: "192.0.2.9",
  });
});

test("known names come from those that structured logs use", () => {
  const fields: Record<string, string> = { remoteAddr: "203.0.113.4:9", userName: "ann", httpStatus: "401" };
  addMessageFields(fields, "no", true);
  expect(fields).toMatchObject({ src: "203.0.113.4", user: "ann", http_status: "401" });
});

test("addresses are whole ones only", () => {
  const texts = addressesIn(
    "1.2.3 1.2.3.4 1.2.3.4.5 256.1.1.1 x1.2.3.4 ::1 fe80::1%eth0 2001:db8:0:0:0:0:0:1 00:11:22:33:44:55 a::b std::vec",
  ).map((found) => found.text);
  expect(texts).toEqual(["1.2.3.4", "::1", "fe80::1", "2001:db8:0:0:0:0:0:1"]);
});
