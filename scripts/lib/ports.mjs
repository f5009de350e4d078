import { createServer } from "node:net";
import { StartError } from "./start-error.mjs";

/**
 * @param {number} port
 * @returns {Promise<boolean>} whether a server can listen on this port of 127.0.0.1 now
 */
export function isPortFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ host: "127.0.0.1", port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** @returns {Promise<number>} a port of 127.0.0.1 that was free a moment ago */
export function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port: 0 }, () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === "string") reject(new Error("the system gave no port"));
        else resolve(address.port);
      });
    });
  });
}

/**
 * @param {string} text
 * @param {string} setting - the name of the environment variable it comes from
 * @returns {number} a port, 1 to 65535
 * @throws StartError when it is none
 */
export function parsePort(text, setting) {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new StartError(`${setting}=${text} is not a port`, `set ${setting} to a number from 1 to 65535`);
}
