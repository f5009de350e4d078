import type { HostCheck } from "@deepsec/collector";
import { checkFolder, checkVersions } from "../doctor/check-machine.ts";
import { checkServices, type Services } from "../doctor/check-services.ts";
import { drawReport } from "../hosts/draw-report.ts";
import type { HostContext } from "../hosts/host-context.ts";
import { paintFor } from "../paint.ts";
import { testHosts } from "./host-test.ts";

/**
 * Looks at all that DeepSec needs on this machine and at its hosts: versions, folder, disk, services, and for each host the way in, its
 * sources and its clock. What is not green has what to type below it.
 *
 * @returns false when something is red
 */
export async function doctor(
  dataDir: string,
  services: Services,
  isJson: boolean,
  context: HostContext,
): Promise<boolean> {
  const { output, columns } = context;
  const paint = paintFor(context.isColoured);
  const checks: HostCheck[] = [
    ...(await checkVersions(services.neo4jUri !== null)),
    ...(await checkFolder(dataDir)),
    ...(await checkServices(services)),
  ];
  if (isJson) output.json({ host: null, checks });
  else output.text(`${paint.bold("this machine")}\n${drawReport({ checks }, columns, paint)}\n`);
  const isGood = await testHosts([], isJson, context);
  return isGood && checks.every(({ state }) => state !== "red");
}
