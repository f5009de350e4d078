import { CollectError } from "../collect-error.ts";
import { fileError, folderOutside, type FileRefusal } from "../file-error.ts";
import { expandGlob } from "../glob.ts";
import type { ResolvedTarget } from "../host-target.ts";
import { checkJournalRequest, journalUnavailable } from "../journal/journal-error.ts";
import { checkPath } from "../path-check.ts";
import type { Login } from "../ssh-login.ts";
import type { DirectoryEntry, FileHandle, JournalAnswer, JournalRequest, Transport } from "../transport.ts";
import type { Frame } from "./answer-reader.ts";
import { listedFile } from "./listed-file.ts";
import { ScriptChannel } from "./script-channel.ts";
import {
  bytesOf,
  filePiece,
  lookRequest,
  scriptFile,
  type FilePiece,
  type PieceRequest,
} from "./script-file.ts";

/** Requests wait for one another on the host, not for the way there: so many cost little more than one. */
const filesAtOnce = 32;
const listingBytesMax = 8 * 1024 * 1024;
const movedMax = 3;
/** Of ten looks at a file that seems unchanged one reads it all the same: a rewrite to the same size would hide for ever. */
const shortLooksMax = 9;
const rememberedMax = 4_096;

/** What a file was when it had been read to its end; then a look that finds inode and size unchanged need not read it. */
interface Remembered {
  readonly piece: FilePiece;
  readonly offsetBytes: number;
  shortLooks: number;
}

/** The files and the journal of a host by the reader script, on a connection that is verified and logged in. */
export async function scriptTransport(login: Login, target: ResolvedTarget): Promise<Transport> {
  const channel = await ScriptChannel.open(login, target);
  for (const folder of target.folders ?? ["/"]) {
    checkPath(folder);
    // Not waited for: what is asked next stands behind it.
    channel.request({ op: "A", numbers: [0, 0, 0, 0], path: folder, bytesMax: 0 }).catch(() => undefined);
  }
  const files = new ScriptFiles(channel);
  return {
    kind: "script",
    where: target.name,
    user: target.user,
    get isOpen() {
      return channel.isOpen;
    },
    clockSkewMs: channel.clockSkewMs,
    filesAtOnce,
    open: (path, offsetBytes = 0) => files.open(path, offsetBytes),
    entries: (directory) => files.entries(directory),
    list: (glob) => {
      checkPath(glob);
      return expandGlob(glob, (directory) => files.entries(directory));
    },
    journal: (request) => readJournal(channel, request),
    close: () => channel.close(),
  };
}

class ScriptFiles {
  readonly #channel: ScriptChannel;
  readonly #remembered = new Map<string, Remembered>();

  constructor(channel: ScriptChannel) {
    this.#channel = channel;
  }

  async open(path: string, offsetBytes: number): Promise<FileHandle> {
    checkPath(path);
    const request = lookRequest(path, offsetBytes);
    const known = this.#remembered.get(path);
    const isShort = known?.offsetBytes === offsetBytes && known.shortLooks < shortLooksMax;
    const piece = await this.#piece(request, isShort ? known : null);
    this.#remember(path, piece, offsetBytes, isShort ? known.shortLooks + 1 : 0);
    return scriptFile(path, piece, offsetBytes, (next) => this.#piece(next, null));
  }

  async entries(directory: string): Promise<DirectoryEntry[]> {
    checkPath(directory);
    const frames = await this.#channel.request({
      op: "L",
      numbers: [0, 0, 0, 0],
      path: directory,
      bytesMax: listingBytesMax,
    });
    const [opened, listing] = frames;
    if (opened?.kind !== "F" || listing?.kind !== "Z") throw this.#refusal(frames, directory);
    return Buffer.from(listing.before)
      .toString("utf8")
      .split("\n")
      .flatMap((line) => listedFile(line, this.#hostNowMs()) ?? [])
      .filter(({ name }) => name !== "." && name !== ".." && name !== "" && !name.includes("/"))
      .map(({ name, kind, sizeBytes, modifiedAtMs }) => ({ name, kind, sizeBytes, modifiedAtMs }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  async #piece(request: PieceRequest, known: Remembered | null): Promise<FilePiece> {
    const { inode, sizeBytes } = known?.piece.stat ?? { inode: null, sizeBytes: 0 };
    for (let tries = 0; tries < movedMax; tries += 1) {
      const frames = await this.#channel.request({
        op: "R",
        numbers: [inode ?? 0, inode === null ? 0 : sizeBytes, request.firstBlock, request.blocks],
        path: request.path,
        bytesMax: bytesOf(request),
      });
      if (known !== null && frames[0]?.kind === "=") return known.piece;
      const piece = filePiece(frames, request, this.#hostNowMs());
      if (piece === null) throw this.#refusal(frames, request.path);
      if (piece !== "moved") return piece;
    }
    throw new CollectError(
      "NOT_A_FILE",
      `${request.path} on ${this.#channel.target.name} was another file each time it was opened`,
      `Find out who exchanges it: ls -li ${request.path}`,
    );
  }

  #remember(path: string, piece: FilePiece, offsetBytes: number, shortLooks: number): void {
    this.#remembered.delete(path);
    if (piece.stat.sizeBytes !== offsetBytes) return;
    this.#remembered.set(path, { piece, offsetBytes, shortLooks });
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > rememberedMax && oldest !== undefined) this.#remembered.delete(oldest);
  }

  #hostNowMs(): number {
    return Date.now() + this.#channel.clockSkewMs;
  }

  #refusal(frames: readonly Frame[], path: string): CollectError {
    const { user, name } = this.#channel.target;
    const [{ kind, text } = { kind: "", text: "" }] = frames;
    const [reason = "", ...rest] = text.split(" ");
    const detail = rest.join(" ");
    if (kind === "X" && reason === "outside") return folderOutside(path, detail, name);
    const refusals: Readonly<Record<string, FileRefusal>> = {
      none: "missing",
      closed: "denied",
      link: "link",
      type: detail.startsWith("d") ? "directory" : "other",
    };
    const refusal = kind === "X" ? refusals[reason] : undefined;
    if (refusal !== undefined)
      return fileError(refusal, path, {
        user,
        where: name,
        linkTarget: refusal === "link" && detail !== "" ? detail : null,
      });
    // Opening failed after the look: the file went away, or the reader's user may see it and not read it.
    if (frames.map((frame) => frame.kind).join("") === "FZ")
      return fileError("denied", path, { user, where: name });
    return this.#channel.refuse(
      `the host answers ${JSON.stringify(
        frames
          .map((frame) => frame.kind)
          .join("")
          .slice(0, 20),
      )} to a look at ${path}`,
    );
  }
}

async function readJournal(channel: ScriptChannel, request: JournalRequest): Promise<JournalAnswer> {
  checkJournalRequest(request);
  const { directory, cursor, sinceDays, bytesMax, isCutShort } = request;
  const frames = await channel.request({
    op: "J",
    numbers: [sinceDays, isCutShort ? 0 : 1, 0, bytesMax],
    path: directory ?? "",
    text: cursor ?? "",
    bytesMax,
  });
  const [opened, json, end] = frames;
  const { name } = channel.target;
  if (opened?.kind === "X")
    throw journalUnavailable(
      name,
      opened.text === "journal" ? "it has no journalctl" : `${directory ?? ""}: ${opened.text}`,
    );
  if (frames.map(({ kind }) => kind).join("") !== "FEZ" || !json || !end)
    throw channel.refuse("the host answers what no reader does to a look at its journal");
  return { json: json.before, complaint: Buffer.from(end.before).toString("utf8") };
}
