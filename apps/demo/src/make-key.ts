import ssh2 from "ssh2";

/** The text of a new private key. One in some 250 that ssh2 makes cannot be read, by ssh2 either: then another is made. */
export function makeKey(): string {
  for (;;) {
    const { private: text } = ssh2.utils.generateKeyPairSync("ed25519", { comment: "deepsec demo" });
    if (!(ssh2.utils.parseKey(text) instanceof Error)) return text;
  }
}
