import { formatCount } from "../format/numbers.ts";

export const plural = (n: number, one: string, many: string) => `${formatCount(n)} ${n === 1 ? one : many}`;
export const lines = (n: number) => plural(n, "line", "lines");
export const kinds = (n: number) => plural(n, "kind of line", "kinds of line");
export const clusters = (n: number) => plural(n, "cluster", "clusters");
export const hosts = (n: number) => plural(n, "host", "hosts");
