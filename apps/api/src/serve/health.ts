import { Router } from "express";
import type { Driver } from "neo4j-driver";

const READY_TIMEOUT_MS = 2000;

/** GET /healthz: the process answers. GET /readyz: the database answers it, within two seconds. They say only that. */
export function healthRoutes(driver: Driver, database: string): Router {
  const routes = Router();
  routes.get("/healthz", (_request, response) => {
    response.json({ ok: true });
  });
  routes.get("/readyz", async (_request, response) => {
    const isReady = await answers(driver, database);
    response.status(isReady ? 200 : 503).json({ ok: isReady });
  });
  return routes;
}

async function answers(driver: Driver, database: string): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), READY_TIMEOUT_MS);
  const asked = driver.verifyConnectivity({ database }).then(
    () => true,
    () => false,
  );
  const isReady = await Promise.race([asked, late.promise]);
  clearTimeout(timer);
  return isReady;
}
