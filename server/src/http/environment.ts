import type { Logger } from "pino";
import type { ConnectionDirectory } from "../accounts/connection-directory.ts";
import type { Sealer } from "../accounts/seal.ts";
import type { VendorClients } from "../accounts/vendor-clients.ts";
import type { Config } from "../config.ts";
import type { Database } from "../database/database.ts";
import type { Gates } from "../vendors/gates.ts";
import type { Receive } from "../work/inbox.ts";
import type { Limits } from "./limits.ts";

/** What the routes stand on. */
export interface Services {
  config: Config;
  database: Database;
  clients: VendorClients;
  gates: Gates;
  limits: Limits;
  /** Stores what a vendor told us. */
  receive: Receive;
  sealer: Sealer;
  directory: ConnectionDirectory;
  log: Logger;
  /** Tells the worker that there is something to do. */
  wake(): void;
}

/** What the middleware gives each request. */
export interface Env {
  Variables: { traceId: string };
}
