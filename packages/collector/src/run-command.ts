import type { Client } from "ssh2";

const outputBytesMax = 4_096;

/**
 * What a command on the host prints, for a login that may run commands.
 *
 * @param command - A constant: it goes through the user's shell.
 * @returns null when commands are not allowed, it fails, or it does not end in time
 */
export function runCommand(client: Client, command: string, timeoutMs: number): Promise<string | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), timeoutMs);
    const finish = (text: string | null) => {
      clearTimeout(timer);
      resolve(text);
    };
    client.exec(command, (error, channel) => {
      if (error) return finish(null);
      let output = "";
      channel.on("error", () => finish(null));
      channel.on("data", (chunk: Buffer) => {
        if (output.length < outputBytesMax) output += chunk.toString("latin1");
      });
      channel.stderr.resume();
      channel.on("close", (code: number | null) => finish(code === 0 ? output : null));
      // A forced command that waits for input, such as internal-sftp, ends by this.
      channel.end();
    });
  });
}
