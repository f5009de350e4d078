export const state = {
  loading: "Reading…",
  awayTitle: "The DeepSec API does not answer",
  awayText:
    "Nothing is lost: collection goes on from where it stopped. Start everything in the project folder with",
  awayCommand: "npm start",
  awayAgain: "This page asks again by itself.",
  refusedTitle: "The API could not answer this",
  stale: "The API does not answer; this page asks again by itself. Last answer:",
  staleRefused: "The API could not answer the last question. Last answer:",
  emptyTitle: "No lines read yet",
  emptyHosts: "No host is set up.",
  emptyHostsFile: "Or name one in deepsec.yaml, in the project folder, and start again:",
  emptyHostsExample: `hosts:
  - name: web1
    address: 192.0.2.10
    user: deepsec
    identityFile: ~/.ssh/id_ed25519
    sources: [/var/log/auth.log, /var/log/syslog]`,
  emptyWaiting:
    "Hosts are set up, but nothing has been read from them. The next collection cycle reads them, or start one on the page",
  notFoundTitle: "There is no such page",
  notFoundBack: "Back to the overview",
  brokenTitle: "This page broke",
  brokenAgain: "Try again",
} as const;
