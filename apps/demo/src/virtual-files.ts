import { constants } from "node:fs";
import { lstat, open, readdir, realpath, type FileHandle } from "node:fs/promises";
import type { Stats } from "node:fs";
import { join, posix } from "node:path";

/** What a host shows over SFTP: one folder of this machine, for reading, with no way out of it. */
export class VirtualFiles {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  static async under(directory: string): Promise<VirtualFiles> {
    return new VirtualFiles(await realpath(directory));
  }

  /** The path as the host knows it: absolute, without `.` and `..`. */
  resolve(path: string): string {
    return posix.resolve("/", path);
  }

  async stat(path: string): Promise<Stats> {
    return lstat(await this.#realPath(path));
  }

  async names(path: string): Promise<string[]> {
    return (await readdir(await this.#realPath(path))).toSorted();
  }

  async open(path: string): Promise<FileHandle> {
    const real = await this.#realPath(path);
    return open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  }

  /** @throws ENOENT for anything that a symbolic link leads to: inside this folder there are none. */
  async #realPath(path: string): Promise<string> {
    const candidate = join(this.#root, this.resolve(path)).replace(/(?<=.)\/$/u, "");
    const real = await realpath(candidate);
    if (real !== candidate) throw Object.assign(new Error(`${path} is a link`), { code: "ENOENT" });
    return real;
  }
}
