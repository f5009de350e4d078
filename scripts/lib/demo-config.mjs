/**
 * The deepsec.yaml of the demo network.
 * @param {readonly { name: string, address: string, port: number, user: string, identityFile: string, hostKeySha256: string,
 *   sources: readonly string[] }[]} hosts
 * @returns {string} JSON strings are YAML strings
 */
export function demoConfig(hosts) {
  const lines = [
    "# The demo network. Written at every start; for hosts of your own, write a deepsec.yaml in the root.",
  ];
  lines.push('schedule: "*/10 * * * * *"', "timeZone: UTC", "hosts:");
  for (const { name, address, port, user, identityFile, hostKeySha256, sources } of hosts) {
    lines.push(
      `  - name: ${JSON.stringify(name)}`,
      `    address: ${JSON.stringify(address)}`,
      `    port: ${port}`,
    );
    lines.push(`    user: ${JSON.stringify(user)}`, `    identityFile: ${JSON.stringify(identityFile)}`);
    lines.push(`    hostKeySha256: ${JSON.stringify(hostKeySha256)}`, "    sources:");
    for (const source of sources) lines.push(`      - ${JSON.stringify(source)}`);
  }
  return `${lines.join("\n")}\n`;
}
