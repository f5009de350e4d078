import { expect, test } from "vitest";
import { SingleFlight } from "./single-flight.ts";

/** A task whose runs end when told to. */
function heldTask() {
  const ends: ((value: number) => void)[] = [];
  const task = () => new Promise<number>((resolve) => ends.push(resolve));
  return { task, ends };
}

test("who asks while it runs gets a run that starts after they asked, shared with all who asked", async () => {
  const { task, ends } = heldTask();
  const flight = new SingleFlight(task);
  const first = flight.run();
  const second = flight.run();
  const third = flight.run();
  expect(ends).toHaveLength(1);
  ends[0]?.(1);
  expect(await first).toBe(1);
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  ends[1]?.(2);
  expect(await Promise.all([second, third])).toEqual([2, 2]);
  expect(ends).toHaveLength(2);
});

test("a run that fails does not keep the next from running", async () => {
  let runs = 0;
  const flight = new SingleFlight(async () => {
    runs++;
    if (runs === 1) throw new Error("first");
    return runs;
  });
  const first = flight.run();
  const second = flight.run();
  await expect(first).rejects.toThrow("first");
  expect(await second).toBe(2);
  expect(await flight.run()).toBe(3);
});

test("stopping lets the run that goes on end, and none starts after it", async () => {
  const { task, ends } = heldTask();
  const flight = new SingleFlight(task);
  const first = flight.run();
  const second = flight.run();
  const stopped = flight.stop();
  ends[0]?.(1);
  expect(await first).toBe(1);
  await expect(second).rejects.toMatchObject({ code: "STOPPED" });
  await stopped;
  await expect(flight.run()).rejects.toMatchObject({ code: "STOPPED" });
  expect(ends).toHaveLength(1);
});
