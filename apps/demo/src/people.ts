import type { Random } from "./random.ts";

export interface Person {
  readonly user: string;
  readonly uid: number;
  /** Where this person usually logs in from. */
  readonly address: string;
  readonly keySha256: string;
}

// Addresses of the ranges kept for documentation (RFC 5737, RFC 3849).
export const admins: readonly [Person, ...Person[]] = [
  {
    user: "alice",
    uid: 1000,
    address: "192.0.2.10",
    keySha256: "v3Rr0Yw1pVfWJ0bqg7mKcQx5Lr2nHt8sUe9aZkD4iTc",
  },
  {
    user: "bjorn",
    uid: 1001,
    address: "192.0.2.24",
    keySha256: "Qm8xN2cJtB6yW1oZpE5uKr7vHd0sGf3aLi9TzXj4MqU",
  },
  {
    user: "chen",
    uid: 1002,
    address: "192.0.2.31",
    keySha256: "b7Hs1LkD9zVxQ3mWn5TyRf2JcEp8uGo6AiXt0KvZq4S",
  },
  {
    user: "devi",
    uid: 1003,
    address: "2001:db8:20::7",
    keySha256: "Jt5uQw8eR2yP0oLk7mNz3xVb1cHs9dGfA6iXqTj4WvE",
  },
];

export const deploy: Person = {
  user: "deploy",
  uid: 1010,
  address: "192.0.2.80",
  keySha256: "Zk2sWq9xEd4cRf7vTg1bYh6nUj3mIk8oLp5aQz0wSxG",
};

export const guessedUsers: readonly [string, ...string[]] = [
  "admin",
  "test",
  "oracle",
  "ubuntu",
  "git",
  "postgres",
  "user",
  "ftpuser",
  "guest",
  "hadoop",
  "jenkins",
  "minecraft",
  "nagios",
  "odoo",
  "pi",
  "steam",
  "support",
  "teamspeak",
  "tomcat",
  "vagrant",
  "www",
  "zabbix",
];

/** An address of the visitors' network. */
export function visitorAddress(random: Random): string {
  return random.chance(0.12)
    ? `2001:db8:${random.hex(3)}:${random.hex(2)}::${random.hex(3)}`
    : `198.51.100.${random.int(1, 254)}`;
}

/** An address that scans and guesses. */
export function scannerAddress(random: Random): string {
  return `203.0.113.${random.int(70, 240)}`;
}

export function clientPort(random: Random): number {
  return random.int(32_768, 60_999);
}

export function processId(random: Random): number {
  return random.int(700, 4_100_000);
}
