import { CollectError } from "./collect-error.ts";
import type { ResolvedTarget } from "./host-target.ts";
import { copyIdCommand, sshOptionsFor } from "./shell-commands.ts";

/** What ssh2 and node-ssh report, as one of our codes. */
export function connectError(target: ResolvedTarget, cause: unknown): CollectError {
  const { name, address, port, user } = target;
  const message = cause instanceof Error ? cause.message : String(cause);
  const level = propertyOf(cause, "level");
  const place = `${address}:${port}`;

  if (level === "client-authentication" || level === "agent") {
    return new CollectError(
      "AUTH_REFUSED",
      `${name}: ${place} does not accept the key of ${user}${target.identityFile === undefined ? "" : ` in ${target.identityFile}`}`,
      target.identityFile === undefined
        ? `Put a public key of yours into ~${user}/.ssh/authorized_keys there: ${copyIdCommand(target)}`
        : copyIdCommand(target),
      { cause },
    );
  }
  if (/no matching/iu.test(message)) {
    return new CollectError(
      "NO_COMMON_ALGORITHM",
      `${name}: ${place} offers only algorithms that are not safe any more, or too new (${message})`,
      `Update OpenSSH on the host; what it offers shows: ssh -G ${address} && sudo sshd -T | grep -E 'ciphers|macs|kexalgorithms'`,
      { cause },
    );
  }
  const code = propertyOf(cause, "code");
  if (level === "client-dns" || code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return new CollectError(
      "HOST_UNREACHABLE",
      `${name}: the name ${address} does not lead to an address`,
      `Correct address of ${name} in deepsec.yaml, or look: getent hosts ${address}`,
      { cause },
    );
  }
  return new CollectError(
    "HOST_UNREACHABLE",
    `${name}: ${unreachableFact(target, level, code, message)}`,
    `Look whether SSH answers: ssh -v ${sshOptionsFor(target)} ${user}@${address} exit; on the host: sudo systemctl status ssh`,
    { cause },
  );
}

function unreachableFact(target: ResolvedTarget, level: unknown, code: unknown, message: string): string {
  const place = `${target.address}:${target.port}`;
  if (level === "client-timeout") return `no answer from ${place} in ${target.connectTimeoutMs} ms`;
  if (code === "ECONNREFUSED") return `nothing listens at ${place}`;
  if (code === "ETIMEDOUT" && level === undefined) return `${place} closed the connection before the login`;
  return `${place} cannot be reached (${message})`;
}

export function aborted(target: ResolvedTarget, cause: unknown): CollectError {
  return new CollectError(
    "ABORTED",
    `${target.name}: the connection was given up`,
    "Nothing to do: it was asked for.",
    {
      cause,
    },
  );
}

export function connectionLost(target: ResolvedTarget, fact: string, cause?: unknown): CollectError {
  return new CollectError(
    "CONNECTION_LOST",
    `${target.name}: ${fact}`,
    `Nothing was lost: the next collection goes on from the checkpoint. If it comes back: journalctl -u ssh -n 50 on ${target.address}`,
    cause === undefined ? {} : { cause },
  );
}

function propertyOf(error: unknown, key: "level" | "code"): unknown {
  return error instanceof Error && key in error
    ? (error as Error & { [name in typeof key]?: unknown })[key]
    : undefined;
}
