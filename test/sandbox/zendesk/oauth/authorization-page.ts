import { html } from "hono/html";
import type { User } from "../records.ts";

interface Question {
  clientName: string;
  scopes: string[];
  agents: User[];
  /** Whose session this is; null when nobody is signed in. */
  current: User | null;
  /** What the answer has to carry along. */
  fields: Record<string, string>;
}

/** The page that asks an agent whether an app may act for them. */
export function authorizationPage({ clientName, scopes, agents, current, fields }: Question) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Allow ${clientName}?</title>
        <style>
          :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
          body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
          form { width: min(24rem, calc(100vw - 3rem)); display: grid; gap: 1rem; }
          h1 { font-size: 1.25rem; margin: 0; }
          p, ul { margin: 0; }
          label { display: grid; gap: 0.25rem; font-weight: 600; }
          select, button { font: inherit; padding: 0.5rem 0.75rem; border-radius: 4px; border: 1px solid #87929d; }
          footer { display: flex; gap: 0.5rem; justify-content: flex-end; }
          button[value="allow"] { background: #17494d; border-color: #17494d; color: #fff; }
        </style>
      </head>
      <body>
        <form method="post" action="/oauth/authorizations">
          <h1>Allow ${clientName} to use your account?</h1>
          <p>It asks for:</p>
          <ul>
            ${scopes.map((scope) => html`<li>${scope}</li>`)}
          </ul>
          <label>
            Signed in as
            <select name="user_id">
              ${agents.map(
                (user) =>
                  html`<option value="${user.id}" ${user.id === current?.id ? "selected" : ""}>${user.name}</option>`,
              )}
            </select>
          </label>
          ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
          <footer>
            <button name="answer" value="deny">Deny</button>
            <button name="answer" value="allow">Allow</button>
          </footer>
        </form>
      </body>
    </html>`;
}
