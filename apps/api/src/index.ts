export { ApiError, type ApiErrorCode } from "./api-error.ts";
export { type ApiConfig, ConfigError, type Environment, type HostConfig, loadConfig } from "./config.ts";
export { migrate } from "./store/migrate.ts";
export { apiLog, type RunningApi, startApi } from "./start-api.ts";
