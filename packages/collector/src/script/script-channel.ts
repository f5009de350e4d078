import { randomBytes } from "node:crypto";
import type { ClientChannel } from "ssh2";
import { CollectError } from "../collect-error.ts";
import { connectionLost } from "../connect-error.ts";
import type { ResolvedTarget } from "../host-target.ts";
import type { Login } from "../ssh-login.ts";
import { AnswerReader, type Frame } from "./answer-reader.ts";
import { readerCommand } from "./reader-script.ts";
import { placedReader } from "./reader-setup.ts";

/** A host that keeps the connection but sends nothing that was asked for is as good as gone. */
const stallMs = 30_000;
const closeTimeoutMs = 2_000;
/** What a login prints before the reader speaks: a banner of its shell. */
const greetingBytesMax = 64 * 1024;
/** Marks and lines of `ls` around the bytes that were asked for. */
const overheadBytes = 16 * 1024;
const complaintBytesMax = 2_000;

interface Waiting {
  readonly frames: Frame[];
  readonly bytesMax: number;
  bytes: number;
  readonly resolve: (frames: readonly Frame[]) => void;
  readonly reject: (error: CollectError) => void;
}

export interface ScriptRequest {
  readonly op: "A" | "L" | "R" | "J";
  readonly numbers: readonly [number | string, number | string, number, number];
  /** Checked: absolute, without control characters. */
  readonly path: string;
  readonly text?: string;
  /** How much the answer may hold. */
  readonly bytesMax: number;
}

/** The reader on a host, on one channel for the whole connection. Requests are sent at once and answered in their order. */
export class ScriptChannel {
  readonly target: ResolvedTarget;
  /** The host's clock less ours, in ms, to the second; from when the channel was opened. */
  readonly clockSkewMs: number;
  readonly #login: Login;
  readonly #channel: ClientChannel;
  readonly #answers: AnswerReader;
  readonly #waiting: Waiting[] = [];
  #lost: CollectError | null = null;
  #stall: NodeJS.Timeout | null = null;

  private constructor(
    login: Login,
    channel: ClientChannel,
    target: ResolvedTarget,
    answers: AnswerReader,
    clockSkewMs: number,
  ) {
    this.target = target;
    this.clockSkewMs = clockSkewMs;
    this.#login = login;
    this.#channel = channel;
    this.#answers = answers;
    channel.on("data", (chunk: Buffer) => this.#take(answers.push(chunk)));
    channel.on("close", () => this.#end("the reader ended"));
    login.client.on("error", (cause) => this.#end("the connection broke", cause));
    login.client.on("close", () => this.#end("the connection was closed"));
  }

  /** @throws CollectError `READER_UNAVAILABLE`, `CONNECTION_LOST` */
  static async open(login: Login, target: ResolvedTarget): Promise<ScriptChannel> {
    const channel = await execute(login, target, target.sudo === true ? placedReader(target) : readerCommand);
    let isClosed = false;
    channel.once("close", () => {
      isClosed = true;
    });
    // 96 bits that no log can know: what stands in a log is never taken for an answer.
    const nonce = randomBytes(12).toString("hex");
    const answers = new AnswerReader(nonce);
    const sentMs = Date.now();
    channel.write(`DS1 ${nonce}\n`);
    const clock = await greeting(channel, answers, login, target);
    const [year, month, day, hour, minute, second] = clock.text.split(" ").map(Number);
    const hostMs = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second, 500);
    const skewMs = hostMs - (sentMs + Date.now()) / 2;
    if (!Number.isFinite(skewMs))
      throw unavailable(target, `it says ${JSON.stringify(clock.text.slice(0, 80))} as its time`);
    const opened = new ScriptChannel(login, channel, target, answers, Math.round(skewMs));
    if (isClosed) opened.#end("the reader ended");
    return opened;
  }

  get isOpen(): boolean {
    return this.#lost === null;
  }

  /** @returns the frames of its answer, without the one that ends it */
  request({ op, numbers, path, text = "", bytesMax }: ScriptRequest): Promise<readonly Frame[]> {
    if (this.#lost !== null) return Promise.reject(this.#lost);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ frames: [], bytesMax: bytesMax + overheadBytes, bytes: 0, resolve, reject });
      if (this.#waiting.length === 1) this.#watch();
      this.#channel.write(`${op} ${numbers.join(" ")}\n${path}\n${text}\n`);
    });
  }

  /** Ends the connection because the host answers what no reader does. */
  refuse(fact: string): CollectError {
    this.#end(fact);
    this.#login.client.destroy();
    return this.#lost ?? connectionLost(this.target, fact);
  }

  async close(): Promise<void> {
    if (this.#lost !== null) return;
    this.#lost = connectionLost(this.target, "the connection was closed here");
    this.#rejectAll(this.#lost);
    const { client } = this.#login;
    const closed = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      client.destroy();
      closed.resolve();
    }, closeTimeoutMs);
    client.once("close", closed.resolve);
    client.end();
    await closed.promise;
    clearTimeout(timer);
  }

  #take(frames: readonly Frame[]): void {
    if (this.#lost !== null) return;
    this.#watch();
    for (const frame of frames) {
      const current = this.#waiting[0];
      if (current === undefined) return void this.refuse("the host answers what nobody asked");
      current.bytes += frame.before.length + frame.text.length;
      current.frames.push(frame);
      if (frame.kind !== "Z") continue;
      this.#waiting.shift();
      current.resolve(current.frames);
    }
    const [current] = this.#waiting;
    const held = this.#answers.heldBytes + (current?.bytes ?? 0);
    if (this.#answers.isBroken || held > (current?.bytesMax ?? overheadBytes))
      this.refuse(`the host answers more than it was asked for (${held} bytes)`);
    if (current === undefined) this.#unwatch();
  }

  #watch(): void {
    this.#unwatch();
    this.#stall = setTimeout(() => this.refuse(`no answer of the reader in ${stallMs} ms`), stallMs);
  }

  #unwatch(): void {
    if (this.#stall !== null) clearTimeout(this.#stall);
    this.#stall = null;
  }

  #end(fact: string, cause?: Error): void {
    this.#lost ??= connectionLost(this.target, fact, cause);
    this.#rejectAll(this.#lost);
    this.#login.client.end();
  }

  #rejectAll(error: CollectError): void {
    this.#unwatch();
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

function execute({ client }: Login, target: ResolvedTarget, command: string): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    client.exec(command, (error, channel) => {
      if (error) reject(unavailable(target, error.message, error));
      else resolve(channel);
    });
  });
}

/** The reader's first mark, which tells its clock. */
function greeting(
  channel: ClientChannel,
  answers: AnswerReader,
  { client }: Login,
  target: ResolvedTarget,
): Promise<Frame> {
  return new Promise((resolve, reject) => {
    let complaint = "";
    const onComplaint = (chunk: Buffer): void => {
      if (complaint.length < complaintBytesMax) complaint += chunk.toString("utf8");
    };
    const onData = (chunk: Buffer): void => {
      const [frame] = answers.push(chunk);
      if (frame !== undefined) finish(() => resolve(frame));
      else if (answers.heldBytes > greetingBytesMax) fail("it prints something else without end");
    };
    const onClose = (): void => fail(complaint.trim() || "it ended at once");
    const onLost = (): void =>
      finish(() => reject(connectionLost(target, "the connection ended before the reader spoke")));
    const timer = setTimeout(() => fail(`it says nothing in ${stallMs} ms`), stallMs);
    const finish = (act: () => void): void => {
      clearTimeout(timer);
      channel.removeListener("data", onData);
      channel.removeListener("close", onClose);
      client.removeListener("close", onLost);
      act();
    };
    const fail = (fact: string): void => finish(() => reject(unavailable(target, fact)));
    channel.on("error", () => undefined);
    channel.on("data", onData);
    channel.stderr.on("data", onComplaint);
    channel.on("close", onClose);
    client.on("close", onLost);
  });
}

function unavailable(target: ResolvedTarget, fact: string, cause?: Error): CollectError {
  const line = fact.split("\n")[0]?.slice(0, 300) ?? "";
  return new CollectError(
    "READER_UNAVAILABLE",
    `${target.name}: ${target.address}:${target.port} lets ${target.user} in, but the reader does not run (${line})`,
    target.sudo === true
      ? `Place the reader and let sudo run it: deepsec host test ${target.name} prints each line to type.`
      : `Give ${target.user} a shell on the host (sudo usermod -s /bin/sh ${target.user}) and no ForceCommand, or place the reader: deepsec host test ${target.name} prints each line to type.`,
    cause === undefined ? {} : { cause },
  );
}
