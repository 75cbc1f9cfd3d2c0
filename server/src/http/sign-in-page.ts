import type { FlowResult } from "@sidethread/shared/admin";
import type { Context } from "hono";
import { html, raw } from "hono/html";
import { NONCE, secureHeaders } from "hono/secure-headers";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Env } from "./environment.ts";

/** For pages in a window that the app opened: they keep their opener, and run the one script that they bring. */
export const windowHeaders = secureHeaders({
  crossOriginOpenerPolicy: "unsafe-none",
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: [NONCE],
    styleSrc: [NONCE],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
});

export interface WindowEnv {
  Variables: Env["Variables"] & { secureHeadersNonce?: string };
}

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
  main { width: min(26rem, calc(100vw - 3rem)); }
  h1 { font-size: 1.25rem; margin: 0 0 0.5rem; }
  p { margin: 0; }
`;

const SCRIPT = `
  const { result, opener: origin } = JSON.parse(document.getElementById("result").textContent);
  history.replaceState(null, "", location.pathname);
  if (window.opener) {
    window.opener.postMessage(result, origin);
    window.close();
  } else {
    document.querySelector("h1").textContent = "This window has lost the page that opened it";
    document.querySelector("p").textContent = "Nothing was connected. Close it, and begin again in Zendesk.";
  }
`;

/** JSON that no HTML parser reads as anything else. */
const inert = (value: unknown) => raw(JSON.stringify(value).replaceAll("<", "\\u003c"));

const headlines = { signed_in: "You are signed in", agreed: "Thank you", failed: "That did not work" };

/** Ends a window: says how it went to a person, and to the page that opened it, if that is known. */
export function answerWindow(
  c: Context<WindowEnv>,
  status: ContentfulStatusCode,
  result: FlowResult,
  opener: string | null,
) {
  const nonce = c.get("secureHeadersNonce");
  const words =
    result.outcome === "failed" ? result.message : "Go back to Zendesk; this window can be closed.";
  c.header("cache-control", "no-store");
  return c.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>Sidethread</title>
          <style nonce="${nonce}">${raw(STYLE)}</style>
        </head>
        <body>
          <main>
            <h1>${headlines[result.outcome]}</h1>
            <p>${words}</p>
          </main>
          ${
            opener === null
              ? ""
              : html`<script type="application/json" id="result">${inert({ result, opener })}</script>
                  <script nonce="${nonce}">${raw(SCRIPT)}</script>`
          }
        </body>
      </html>`,
    status,
  );
}
