export { ApiError, type ApiErrorCode } from "./api-error.ts";
export { type ApiConfig, ConfigError, type Environment, type HostConfig, loadConfig } from "./config.ts";
export type { Analysis, CycleRecord, Occurrence } from "./store/cycle-record.ts";
export { GraphStore } from "./store/graph-store.ts";
export { migrate } from "./store/migrate.ts";
export { apiLog, type RunningApi, startApi } from "./start-api.ts";
