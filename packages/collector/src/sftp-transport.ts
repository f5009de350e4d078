import type { FileEntryWithStats, Stats } from "ssh2";
import { ClockByGrowth } from "./clock-by-growth.ts";
import { CollectError } from "./collect-error.ts";
import { fileError, type FileRefusal } from "./file-error.ts";
import { lookByReads } from "./file-look.ts";
import { expandGlob } from "./glob.ts";
import { hostClockSkewMs } from "./host-clock.ts";
import type { ResolvedTarget } from "./host-target.ts";
import { journalNeedsScript } from "./journal/journal-error.ts";
import { checkPath } from "./path-check.ts";
import { openSftpChannel, type SftpChannel } from "./sftp-channel.ts";
import type { Login } from "./ssh-login.ts";
import {
  FileMoved,
  type DirectoryEntry,
  type EntryKind,
  type FileHandle,
  type Transport,
} from "./transport.ts";

/** One request; every server answers this much at once. */
const requestBytes = 32 * 1024;
/** Requests under way at a time for one read: 1 MiB, so that distance costs little. */
const requestsInFlightMax = 32;
/** Each file takes five ways to the host and back: at 100 ms 20 files take 1 s so, 4.6 s with four at a time. */
const filesAtOnce = 16;

const noSuchFile = 2;
const permissionDenied = 3;

/** The files of a host over one SFTP channel of a connection that is already verified and logged in. */
export async function sftpTransport(login: Login, target: ResolvedTarget): Promise<Transport> {
  const growth = new ClockByGrowth();
  const [channel, askedSkewMs] = await Promise.all([
    openSftpChannel(login, target),
    hostClockSkewMs(login.client),
  ]);
  return {
    kind: "sftp",
    where: target.name,
    user: target.user,
    get isOpen() {
      return channel.isOpen;
    },
    get clockSkewMs() {
      return askedSkewMs ?? growth.skewMs;
    },
    filesAtOnce,
    open: (path) => openFile(channel, path, growth),
    async stat(path) {
      const { size, mtime } = await lookAt(channel, path);
      return { sizeBytes: size, inode: null, modifiedAtMs: mtime * 1000 };
    },
    entries: (directory) => listDirectory(channel, directory),
    list: (glob) => {
      checkPath(glob);
      return expandGlob(glob, (directory) => listDirectory(channel, directory));
    },
    journal: () => Promise.reject(journalNeedsScript(target.name)),
    close: () => channel.close(),
  };
}

/** @throws CollectError for what is no regular file */
async function lookAt(channel: SftpChannel, path: string): Promise<Stats> {
  checkPath(path);
  const { sftp } = channel;
  const stat = await channel
    .request<Stats>((done) => sftp.lstat(path, done))
    .catch((error) => refuse(channel, path, error));
  const kind = kindOf(stat.mode);
  if (kind === "file") return stat;
  const linkTarget =
    kind === "link"
      ? await channel.request<string>((done) => sftp.realpath(path, done)).catch(() => null)
      : null;
  throw refusal(channel, kind, path, linkTarget);
}

async function openFile(channel: SftpChannel, path: string, growth: ClockByGrowth): Promise<FileHandle> {
  const { sftp } = channel;
  // Looked at before it is opened: opening a FIFO without a writer would block the server's only thread.
  const before = await lookAt(channel, path);
  const handle = await channel
    .request<Buffer>((done) => sftp.open(path, "r", done))
    .catch((error) => refuse(channel, path, error));
  const opened = {
    async stat() {
      const askedMs = Date.now();
      const stat = await channel
        .request<Stats>((done) => sftp.fstat(handle, done))
        .catch((error) => refuse(channel, path, error));
      if (kindOf(stat.mode) !== "file") throw refusal(channel, "other", path, null);
      // SFTP cannot refuse links while opening: of a file that a link led to since the look, the owner tells.
      if (stat.uid !== before.uid || stat.gid !== before.gid) throw new FileMoved(path);
      growth.note(path, stat.size, stat.mtime * 1000, askedMs, Date.now());
      return { sizeBytes: stat.size, inode: null, modifiedAtMs: stat.mtime * 1000 };
    },
    read: (offsetBytes: number, lengthBytes: number) =>
      readPipelined(channel, handle, offsetBytes, lengthBytes, path),
  };
  return {
    ...opened,
    look: (offsetBytes) => lookByReads(opened, offsetBytes),
    close: () => channel.request<undefined>((done) => sftp.close(handle, (error) => done(error, undefined))),
  };
}

/** Reads in pieces, many of them under way at a time. A piece that comes short is asked for again until it is empty. */
async function readPipelined(
  channel: SftpChannel,
  handle: Buffer,
  offsetBytes: number,
  lengthBytes: number,
  path: string,
): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(lengthBytes);
  let next = 0;
  let end = lengthBytes;
  const readPieces = async (): Promise<void> => {
    while (next < end) {
      const start = next;
      const pieceEnd = Math.min(start + requestBytes, lengthBytes);
      next = pieceEnd;
      for (let at = start; at < pieceEnd;) {
        const from = at;
        const count = await channel.request<number>((done) =>
          channel.sftp.read(handle, buffer, from, pieceEnd - from, offsetBytes + from, done),
        );
        if (count === 0) {
          end = Math.min(end, at);
          break;
        }
        at += count;
      }
    }
  };
  const workers = Math.min(requestsInFlightMax, Math.ceil(lengthBytes / requestBytes));
  await Promise.all(Array.from({ length: workers }, readPieces)).catch((error) =>
    refuse(channel, path, error),
  );
  return buffer.subarray(0, end);
}

async function listDirectory(channel: SftpChannel, directory: string): Promise<DirectoryEntry[]> {
  checkPath(directory);
  const { sftp } = channel;
  const list = await channel
    .request<FileEntryWithStats[]>((done) => sftp.readdir(directory, done))
    .catch((error) => refuse(channel, directory, error));
  return list
    .filter(({ filename }) => filename !== "." && filename !== ".." && !filename.includes("/"))
    .map(({ filename, attrs }) => ({
      name: filename,
      kind: kindOf(attrs.mode),
      sizeBytes: attrs.size,
      modifiedAtMs: attrs.mtime * 1000,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function kindOf(mode: number): EntryKind {
  switch (mode & 0o170000) {
    case 0o100000:
      return "file";
    case 0o040000:
      return "directory";
    case 0o120000:
      return "link";
    default:
      return "other";
  }
}

function refuse(channel: SftpChannel, path: string, error: unknown): never {
  if (error instanceof CollectError) throw error;
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === noSuchFile) throw refusal(channel, "missing", path, null, error);
  if (code === permissionDenied) throw refusal(channel, "denied", path, null, error);
  const message = error instanceof Error ? error.message : String(error);
  throw new CollectError(
    "FILE_UNREADABLE",
    `${path} on ${channel.target.name}: the host answers "${message}"`,
    `Look at it on the host: head -c 1 ${path} && ls -l ${path}`,
    { cause: error },
  );
}

function refusal(
  channel: SftpChannel,
  reason: FileRefusal,
  path: string,
  linkTarget: string | null,
  cause?: unknown,
): CollectError {
  const { user, name } = channel.target;
  return fileError(reason, path, { user, where: name, linkTarget }, cause);
}
