import { describe, expect, test } from "vitest";
import { CondensedMatrix } from "./condensed.ts";

describe("CondensedMatrix", () => {
  test("keeps the upper triangle by rows, as SciPy's pdist", () => {
    const matrix = new CondensedMatrix(4, Float64Array.of(1, 2, 3, 12, 13, 23));
    expect([matrix.get(0, 1), matrix.get(0, 3), matrix.get(1, 2), matrix.get(2, 3)]).toEqual([1, 3, 12, 23]);
    expect(matrix.get(3, 2)).toBe(23);
    expect(matrix.get(2, 2)).toBe(0);
  });

  test("what is set is what is got, in either order", () => {
    const matrix = new CondensedMatrix(3);
    matrix.set(2, 0, 0.5);
    expect(matrix.get(0, 2)).toBe(0.5);
    expect([...matrix.values]).toEqual([0, 0.5, 0]);
  });

  test("refuses a wrong count, a wrong length, the diagonal and the outside", () => {
    expect(() => new CondensedMatrix(1.5)).toThrow(expect.objectContaining({ code: "OUT_OF_RANGE" }));
    expect(() => new CondensedMatrix(-1)).toThrow(expect.objectContaining({ code: "OUT_OF_RANGE" }));
    expect(() => new CondensedMatrix(3, new Float64Array(2))).toThrow(
      expect.objectContaining({
        code: "MISMATCH",
        message: "3 observations have 3 distances between them, 2 were given",
      }),
    );
    expect(() => new CondensedMatrix(3).set(1, 1, 0)).toThrow(
      expect.objectContaining({ code: "OUT_OF_RANGE" }),
    );
    expect(() => new CondensedMatrix(3).set(0, 3, 0)).toThrow(
      expect.objectContaining({ code: "OUT_OF_RANGE" }),
    );
  });
});
