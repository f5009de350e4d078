export { typeDefs } from "./type-defs.ts";
