export { LEVELS, type Level, type LogEvent } from "./event.ts";
export type { Line } from "./line.ts";
export { WILDCARD, type Lineage, type LogTemplate } from "./log-template.ts";
export type { Cluster, Dendrogram, Merge } from "./dendrogram.ts";
