import type { Attack } from "../attack.ts";
import type { Stage } from "../kit/stage.ts";
import { bodyAttacks } from "./bodies.ts";
import { claimAttacks } from "./claims.ts";
import { credentialAttacks } from "./credentials.ts";
import { foreignIdAttacks } from "./foreign-ids.ts";
import { headerAttacks } from "./headers.ts";
import { oauthAttacks } from "./oauth.ts";
import { pathAttacks } from "./paths.ts";
import { redirectAttacks } from "./redirects.ts";
import { replayAttacks } from "./replays.ts";
import { slowAttacks } from "./slow.ts";
import { ssrfAttacks } from "./ssrf.ts";
import { tokenAttacks } from "./tokens.ts";
import { valueAttacks } from "./values.ts";
import { webhookAttacks } from "./webhooks.ts";

/** What the server is attacked with, in this order. */
export const kinds = {
  tokens: tokenAttacks,
  claims: claimAttacks,
  credentials: credentialAttacks,
  paths: pathAttacks,
  foreign_ids: foreignIdAttacks,
  oauth_swaps: oauthAttacks,
  open_redirect: redirectAttacks,
  webhooks: webhookAttacks,
  header_injection: headerAttacks,
  hostile_values: valueAttacks,
  oversized: bodyAttacks,
  replays: replayAttacks,
  ssrf: ssrfAttacks,
  slow: slowAttacks,
} satisfies Record<string, (stage: Stage) => Attack[] | Promise<Attack[]>>;

export type Kind = keyof typeof kinds;

export const isKind = (name: string): name is Kind => name in kinds;
