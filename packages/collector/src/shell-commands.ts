import type { ResolvedTarget } from "./host-target.ts";

/** The options of `ssh` that lead to a target: `-p 22`, and the way there. */
export function sshOptionsFor({ port, jumps }: ResolvedTarget): string {
  return jumps.length === 0 ? `-p ${port}` : `-p ${port} -J ${jumps.join(",")}`;
}

/** The command that lets the key in `identityFile`, or any key of the user's, into the account. */
export function copyIdCommand(target: ResolvedTarget): string {
  const { identityFile, port, jumps, user, address } = target;
  const identity = identityFile === undefined ? "" : `-i ${identityFile}.pub `;
  const way = jumps.length === 0 ? "" : `-o ProxyJump=${jumps.join(",")} `;
  return `ssh-copy-id ${identity}${way}-p ${port} ${user}@${address}`;
}

/** The command that takes the host's keys into a known_hosts file. Behind other hosts the last of them has to ask. */
export function keyscanCommand({ address, port, jumps }: ResolvedTarget, knownHostsFile: string): string {
  const last = jumps.at(-1);
  const before = jumps.slice(0, -1);
  const way = last === undefined ? "" : `ssh ${before.length === 0 ? "" : `-J ${before.join(",")} `}${last} `;
  return `${way}ssh-keyscan -p ${port} ${address} >> ${knownHostsFile}`;
}
