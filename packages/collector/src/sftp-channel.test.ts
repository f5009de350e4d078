import { EventEmitter } from "node:events";
import type { Client, SFTPWrapper } from "ssh2";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SftpChannel } from "./sftp-channel.ts";

type Done = (error: Error | undefined, value: number) => void;

let answers: Done[] = [];
const target = { name: "web1", address: "127.0.0.1", port: 22, user: "deepsec" };

beforeEach(() => {
  answers = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function openChannel(): SftpChannel {
  const client = Object.assign(new EventEmitter(), { end: () => undefined, destroy: () => undefined });
  return new SftpChannel(
    new EventEmitter() as unknown as SFTPWrapper,
    client as unknown as Client,
    target as SftpChannel["target"],
  );
}

function request(channel: SftpChannel): Promise<number> {
  return channel.request<number>((done) => answers.push(done));
}

test("a host that answers slowly keeps its channel, however long the last request had to wait its turn", async () => {
  const channel = openChannel();
  const requests = [1, 2, 3].map(() => request(channel));
  for (const [index, answer] of answers.entries()) {
    vi.advanceTimersByTime(29_000);
    answer(undefined, index);
  }
  expect(await Promise.all(requests)).toEqual([0, 1, 2]);
  vi.advanceTimersByTime(60_000);
  expect(channel.isOpen).toBe(true);
});

test("thirty seconds of silence end the channel and all that waits for it", async () => {
  const channel = openChannel();
  const requests = [request(channel), request(channel)];
  vi.advanceTimersByTime(29_000);
  answers[0]?.(undefined, 7);
  vi.advanceTimersByTime(29_999);
  expect(channel.isOpen).toBe(true);
  vi.advanceTimersByTime(1);
  expect(channel.isOpen).toBe(false);
  expect(await requests[0]).toBe(7);
  await expect(requests[1]).rejects.toMatchObject({ code: "CONNECTION_LOST" });
});
