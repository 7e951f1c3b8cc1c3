declare module "virtual:endpoints" {
  import type { WireEndpoint } from "./endpoints.ts";

  const endpoints: Readonly<Record<string, WireEndpoint>>;
  export default endpoints;
}
declare module "virtual:tokens.css" {}
