export function isPortFree(port: number): Promise<boolean>;
export function findFreePort(): Promise<number>;
export function parsePort(text: string, setting: string): number;
