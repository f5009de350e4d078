import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** All below a folder, a line each: path, mode, owner, inode, size, last change in ns, and hash of the content or target of the link. */
export function fileTree(folder: string): string[] {
  const lines: string[] = [];
  const waiting = [folder];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const stat = lstatSync(path, { bigint: true });
    const facts = [path, stat.mode, stat.uid, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs];
    const content = stat.isFile() ? readFileSync(path) : stat.isSymbolicLink() ? readlinkSync(path) : "";
    lines.push([...facts, createHash("sha256").update(content).digest("hex")].join(" "));
    if (stat.isDirectory()) for (const name of readdirSync(path)) waiting.push(join(path, name));
  }
  return lines.toSorted();
}
