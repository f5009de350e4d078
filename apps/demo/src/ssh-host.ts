import { timingSafeEqual } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { Stats } from "node:fs";
import { once } from "node:events";
import ssh2, {
  type AuthContext,
  type Attributes,
  type Connection,
  type ParsedKey,
  type SFTPWrapper,
} from "ssh2";
import type { VirtualFiles } from "./virtual-files.ts";

const { STATUS_CODE, OPEN_MODE } = ssh2.utils.sftp;
const handlesMax = 256;
const readBytesMax = 256 * 1024;

export interface SshHostOptions {
  readonly files: VirtualFiles;
  readonly hostKey: string;
  readonly user: string;
  readonly publicKey: ParsedKey;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface SshHost {
  readonly port: number;
  stop(): Promise<void>;
}

/** A method of ssh2's that its types do not list. */
interface UndelayedConnection extends Connection {
  setNoDelay(isOn: boolean): void;
}

/** An SSH server on 127.0.0.1 that lets one user in with one key and serves files over SFTP, for reading only. */
export async function startSshHost({
  files,
  hostKey,
  user,
  publicKey,
  port,
}: SshHostOptions): Promise<SshHost> {
  const connections = new Set<Connection>();
  const server = new ssh2.Server(
    { hostKeys: [hostKey], ident: "OpenSSH_9.2p1 DeepSec-Demo" },
    (connection) => {
      connections.add(connection);
      // Small answers that wait to be sent together cost 40 ms each.
      (connection as UndelayedConnection).setNoDelay(true);
      connection.on("close", () => connections.delete(connection));
      // A client that goes away without a word is no failure of the host.
      connection.on("error", () => undefined);
      connection.on("authentication", (context) => authenticate(context, user, publicKey));
      connection.on("ready", () => {
        connection.on("session", (accept) => {
          accept().on("sftp", (acceptSftp) => serveFiles(acceptSftp(), files));
        });
      });
    },
  );
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const listening = server.address();
  if (listening === null || typeof listening === "string")
    throw new Error("the SSH server listens on no port");
  return {
    port: listening.port,
    async stop() {
      for (const connection of connections) connection.end();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

function authenticate(context: AuthContext, user: string, publicKey: ParsedKey): void {
  if (context.method !== "publickey" || context.username !== user) return context.reject(["publickey"]);
  const [offered, known] = [context.key.data, publicKey.getPublicSSH()];
  const isKnown = offered.length === known.length && timingSafeEqual(offered, known);
  const isSigned =
    context.signature === undefined ||
    (context.blob !== undefined && publicKey.verify(context.blob, context.signature, context.hashAlgo));
  return isKnown && isSigned ? context.accept() : context.reject(["publickey"]);
}

type Open =
  | { readonly kind: "file"; readonly file: FileHandle }
  | { readonly kind: "directory"; readonly path: string; isRead: boolean };

function serveFiles(sftp: SFTPWrapper, files: VirtualFiles): void {
  const opened = new Map<number, Open>();
  let lastHandle = 0;

  const answer = (requestId: number, act: () => Promise<void>) => {
    act().catch((error: unknown) => {
      sftp.status(requestId, statusOf(error));
    });
  };
  const keep = (requestId: number, open: Open) => {
    lastHandle += 1;
    opened.set(lastHandle, open);
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(lastHandle);
    sftp.handle(requestId, handle);
  };
  const openOf = (handle: Buffer) => (handle.length === 4 ? opened.get(handle.readUInt32BE()) : undefined);
  const deny = (requestId: number) => sftp.status(requestId, STATUS_CODE.PERMISSION_DENIED);
  const sendStat = (requestId: number, path: string) =>
    answer(requestId, async () => sftp.attrs(requestId, attributesOf(await files.stat(path))));

  sftp.on("error", () => undefined);
  sftp.on("STAT", sendStat);
  sftp.on("LSTAT", sendStat);
  sftp.on("REALPATH", (requestId, path) => {
    sftp.name(requestId, [{ filename: files.resolve(path), longname: "", attrs: noAttributes }]);
  });
  sftp.on("OPEN", (requestId, path, flags) => {
    if (opened.size >= handlesMax) return void sftp.status(requestId, STATUS_CODE.FAILURE);
    if ((flags & ~OPEN_MODE.READ) !== 0) return void deny(requestId);
    answer(requestId, async () => {
      const file = await files.open(path);
      if ((await file.stat()).isFile()) keep(requestId, { kind: "file", file });
      else {
        await file.close();
        sftp.status(requestId, STATUS_CODE.FAILURE);
      }
    });
  });
  sftp.on("FSTAT", (requestId, handle) => {
    const open = openOf(handle);
    if (open?.kind !== "file") return void sftp.status(requestId, STATUS_CODE.FAILURE);
    answer(requestId, async () => sftp.attrs(requestId, attributesOf(await open.file.stat())));
  });
  sftp.on("READ", (requestId, handle, offset, length) => {
    const open = openOf(handle);
    if (open?.kind !== "file") return void sftp.status(requestId, STATUS_CODE.FAILURE);
    answer(requestId, async () => {
      const buffer = Buffer.allocUnsafe(Math.min(length, readBytesMax));
      const { bytesRead } = await open.file.read(buffer, 0, buffer.length, offset);
      if (bytesRead === 0) sftp.status(requestId, STATUS_CODE.EOF);
      else sftp.data(requestId, buffer.subarray(0, bytesRead));
    });
  });
  sftp.on("OPENDIR", (requestId, path) => {
    if (opened.size >= handlesMax) return void sftp.status(requestId, STATUS_CODE.FAILURE);
    answer(requestId, async () => {
      if ((await files.stat(path)).isDirectory()) keep(requestId, { kind: "directory", path, isRead: false });
      else sftp.status(requestId, STATUS_CODE.NO_SUCH_FILE);
    });
  });
  sftp.on("READDIR", (requestId, handle) => {
    const open = openOf(handle);
    if (open?.kind !== "directory") return void sftp.status(requestId, STATUS_CODE.FAILURE);
    if (open.isRead) return void sftp.status(requestId, STATUS_CODE.EOF);
    open.isRead = true;
    answer(requestId, async () => {
      const names = await files.names(open.path);
      const stats = await Promise.all(
        names.map((name) => files.stat(`${open.path}/${name}`).catch(() => null)),
      );
      const list = names.flatMap((filename, index) => {
        const stat = stats[index];
        return stat === null || stat === undefined
          ? []
          : [{ filename, longname: filename, attrs: attributesOf(stat) }];
      });
      sftp.name(requestId, list);
    });
  });
  sftp.on("CLOSE", (requestId, handle) => {
    const open = openOf(handle);
    if (open === undefined) return void sftp.status(requestId, STATUS_CODE.FAILURE);
    opened.delete(handle.readUInt32BE());
    answer(requestId, async () => {
      if (open.kind === "file") await open.file.close();
      sftp.status(requestId, STATUS_CODE.OK);
    });
  });
  for (const write of [
    "WRITE",
    "SETSTAT",
    "FSETSTAT",
    "REMOVE",
    "MKDIR",
    "RMDIR",
    "RENAME",
    "SYMLINK",
  ] as const) {
    sftp.on(write, (requestId: number) => deny(requestId));
  }
  sftp.on("close", () => {
    for (const open of opened.values())
      if (open.kind === "file") void open.file.close().catch(() => undefined);
    opened.clear();
  });
}

const noAttributes: Attributes = { mode: 0, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };

function attributesOf(stat: Stats): Attributes {
  return {
    mode: stat.mode,
    uid: stat.uid,
    gid: stat.gid,
    size: stat.size,
    atime: Math.trunc(stat.atimeMs / 1_000),
    mtime: Math.trunc(stat.mtimeMs / 1_000),
  };
}

function statusOf(error: unknown): number {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOENT" || code === "ENOTDIR") return STATUS_CODE.NO_SUCH_FILE;
  if (code === "EACCES" || code === "EPERM" || code === "ELOOP") return STATUS_CODE.PERMISSION_DENIED;
  return STATUS_CODE.FAILURE;
}
