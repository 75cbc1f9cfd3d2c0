import type { AdminConnection } from "@sidethread/shared/admin";
import type { Vendor } from "@sidethread/shared/sidebar";
import type { Saying } from "@sidethread/shared/told";
import type { z } from "zod";
import type { Config } from "../../config.ts";
import type { AccountScope } from "../../database/account-scope.ts";
import type { ConnectContext, Connecting } from "../connect.ts";
import type { Connection } from "../connection-store.ts";
import type { TakenFlow } from "../flow-store.ts";
import type { VendorClients } from "../vendor-clients.ts";

/** What looking after a connection stands on. */
export interface Tending extends ConnectContext {
  clients: VendorClients;
}

/** A key that an admin enters, and what is done with it. */
export interface KeyWay<Body> {
  body: z.ZodType<Body>;
  connect(context: Connecting, scope: AccountScope, body: Body): Promise<object>;
}

/** A vendor's consent page, where this server has a client of that vendor's. */
export interface OAuthWay {
  /** Where an admin is sent. */
  consentUrl(
    at: { subdomain: string; shop: string | null },
    begun: { state: string; challenge: string },
  ): string;
  /** What is done when they come back. */
  finish(
    context: Connecting,
    scope: AccountScope,
    flow: TakenFlow,
    query: Record<string, string> & { code: string },
  ): Promise<unknown>;
}

/** All that a vendor's row on the admin's page needs: how to connect, how it stands, how to end it. */
export interface Connector<V extends Vendor, Body = never> {
  key: KeyWay<Body>;
  oauth(config: Config): OAuthWay | null;
  describe(connection: Connection<V>): Pick<AdminConnection, "label" | "by" | "scopes" | "endsAt">;
  /** What an admin reads when the vendor refuses our access: what happened, and what to do. */
  refusal: Saying;
  /** Whether the vendor still lets us in and tells us all; mends what it can, throws what it cannot. */
  check(context: Tending, scope: AccountScope, connection: Connection<V>): Promise<void>;
  /** Takes back what connecting did at the vendor. */
  remove(context: Tending, connection: Connection<V>): Promise<void>;
}

/** A client of ours at a vendor; null where whoever runs this server has set none. */
export const oauthClient = (clientId: string | undefined, clientSecret: string | undefined) =>
  clientId === undefined || clientSecret === undefined ? null : { clientId, clientSecret };
