export {
  startDemoNetwork,
  type DemoHost,
  type DemoNetwork,
  type DemoNetworkOptions,
} from "./demo-network.ts";
