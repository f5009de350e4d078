import type { ResolvedTarget } from "../host-target.ts";

/** Where an operator places the reader; nobody else may write there. */
const readerPath = "/usr/local/bin/deepsec-read";

/** What starts the reader that was placed on a host. */
export function placedReader(target: Pick<ResolvedTarget, "sudo">): string {
  return target.sudo === true ? `sudo -n ${readerPath}` : readerPath;
}

/** The only command that the target's key has to run on its host, for authorized_keys. */
export function forcedCommand(target: Pick<ResolvedTarget, "sudo" | "transport">): string {
  return target.transport === "script" || target.sudo === true ? placedReader(target) : "internal-sftp -R";
}

/** What puts the reader on a host, in the order of doing it. */
export function placeReader({ user, address, port, jumps, sudo }: ResolvedTarget): string[] {
  const way = jumps.length === 0 ? "" : `-J ${jumps.join(",")} `;
  return [
    `As one who may become root there: npx deepsec host reader | ssh ${way}-p ${port} ADMIN@${address} 'cat > /tmp/deepsec-read'`,
    `On the host: sudo install -o root -g root -m 755 /tmp/deepsec-read ${readerPath} && rm /tmp/deepsec-read`,
    // No arguments ("") and no other command: what root runs for this user is this one file.
    ...(sudo === true
      ? [
          `On the host: echo '${user} ALL=(root) NOPASSWD: ${readerPath} ""' | sudo tee /etc/sudoers.d/deepsec && sudo visudo -c`,
        ]
      : []),
  ];
}
