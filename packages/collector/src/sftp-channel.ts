import { setTimeout as sleep } from "node:timers/promises";
import type { Client, SFTPWrapper } from "ssh2";
import { CollectError } from "./collect-error.ts";
import { connectionLost } from "./connect-error.ts";
import type { ResolvedTarget } from "./host-target.ts";
import type { Login } from "./ssh-login.ts";

/** A host that keeps the connection but does not answer is as good as gone. */
const answerTimeoutMs = 30_000;
const closeTimeoutMs = 2_000;
/** How long after its channel a broken connection closes at most. */
const lostWaitMs = 300;

/**
 * The SFTP channel, given up when the host is silent, and with one end for all requests when the connection goes. What counts is
 * silence, not how long one request takes: over a slow line many requests wait their turn.
 */
export class SftpChannel {
  readonly sftp: SFTPWrapper;
  readonly target: ResolvedTarget;
  readonly #client: Client;
  readonly #waiting = new Set<(error: CollectError) => void>();
  #silence: NodeJS.Timeout | null = null;
  #lost: CollectError | null = null;

  constructor(sftp: SFTPWrapper, client: Client, target: ResolvedTarget) {
    this.sftp = sftp;
    this.target = target;
    this.#client = client;
    const end = (fact: string) => (cause?: unknown) => this.#end(fact, cause);
    client.on("error", end("the connection broke"));
    client.on("close", end("the connection was closed"));
    sftp.on("error", end("the SFTP channel broke"));
    sftp.on("close", end("the SFTP channel was closed"));
  }

  get isOpen(): boolean {
    return this.#lost === null;
  }

  /** Sends one request; `send` gets the callback that ssh2 wants. */
  request<T>(send: (done: (error: Error | undefined | null, value: T) => void) => void): Promise<T> {
    if (this.#lost !== null) return Promise.reject(this.#lost);
    return new Promise<T>((resolve, reject) => {
      const finish = (act: () => void) => {
        this.#waiting.delete(onLost);
        this.#listen();
        act();
      };
      const onLost = (error: CollectError) => finish(() => reject(error));
      this.#waiting.add(onLost);
      if (this.#waiting.size === 1) this.#listen();
      send((error, value) => {
        // ssh2 gives a status code only to what the server answered; without one the connection is gone.
        if (error && !("code" in error))
          finish(() => reject(this.#lost ?? connectionLost(this.target, error.message, error)));
        else if (error) finish(() => reject(error));
        else finish(() => resolve(value));
      });
    });
  }

  async close(): Promise<void> {
    if (this.#lost !== null) return;
    this.#lost = connectionLost(this.target, "the connection was closed here");
    const closed = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      this.#client.destroy();
      closed.resolve();
    }, closeTimeoutMs);
    this.#client.once("close", closed.resolve);
    this.#client.end();
    await closed.promise;
    clearTimeout(timer);
    this.#rejectWaiting(this.#lost);
  }

  /** Begins to wait for the next answer, as long as there is one to come. */
  #listen(): void {
    if (this.#waiting.size === 0) {
      clearTimeout(this.#silence ?? undefined);
      this.#silence = null;
    } else if (this.#silence !== null) this.#silence.refresh();
    else {
      this.#silence = setTimeout(() => {
        this.#end(`no answer to an SFTP request in ${answerTimeoutMs} ms`);
        this.#client.destroy();
      }, answerTimeoutMs);
    }
  }

  #end(fact: string, cause?: unknown): void {
    this.#lost ??= connectionLost(this.target, fact, cause instanceof Error ? cause : undefined);
    this.#rejectWaiting(this.#lost);
    this.#client.end();
  }

  #rejectWaiting(error: CollectError): void {
    for (const reject of this.#waiting) reject(error);
  }
}

/** Opens the channel; once it is there, losing it shows on every request. */
export async function openSftpChannel({ ssh, client }: Login, target: ResolvedTarget): Promise<SftpChannel> {
  const lost = Promise.withResolvers<never>();
  const onClose = () => lost.reject(connectionLost(target, "the connection ended before SFTP was open"));
  client.once("close", onClose);
  try {
    return new SftpChannel(await Promise.race([ssh.requestSFTP(), lost.promise]), client, target);
  } catch (cause) {
    if (cause instanceof CollectError) throw cause;
    // A connection that breaks closes the channel first: only one that stays refuses SFTP.
    await Promise.race([lost.promise, sleep(lostWaitMs)]);
    throw new CollectError(
      "SFTP_UNAVAILABLE",
      `${target.name}: ${target.address}:${target.port} lets ${target.user} in but gives no SFTP`,
      "On the host, in /etc/ssh/sshd_config: Subsystem sftp internal-sftp -R; then: sudo systemctl reload ssh",
      { cause },
    );
  } finally {
    client.removeListener("close", onClose);
    lost.promise.catch(() => undefined);
  }
}
