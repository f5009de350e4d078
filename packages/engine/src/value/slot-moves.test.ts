import { expect, test } from "vitest";
import { slotMoves } from "./slot-moves.ts";

test.each([
  [
    "login of <*> from <*>",
    "login of <*> from <*>",
    [
      [0, 0],
      [1, 1],
    ],
  ],
  ["login of <*> from home", "login of <*> from <*>", [[0, 0]]],
  [
    "<*>: login of kim took <*> ms",
    "<*>: login of <*> took <*> ms",
    [
      [0, 0],
      [1, 2],
    ],
  ],
  [
    "copied <*> to <*>:<*> at <*>",
    "copied <*> to <*> at <*>",
    [
      [0, 0],
      [3, 2],
    ],
  ],
  ["opened <*>", "closed <*>", []],
])("the slots of '%s' in '%s'", (text, general, moves) => {
  expect(slotMoves(text, general)).toEqual(moves.map(([from, to]) => ({ from, to })));
});
