import { html } from "hono/html";

interface Consent {
  shopName: string;
  scopes: string[];
  /** Where the form goes, query included. */
  action: string;
}

/** The page on which a shop's owner installs the app. */
export const consentPage = ({ shopName, scopes, action }: Consent) => html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <title>Install app</title>
      <style>
        body { font: 15px/1.5 system-ui, sans-serif; background: #f1f1f1; color: #303030; display: grid; place-items: center; min-height: 100vh; margin: 0; }
        main { background: #fff; border-radius: 12px; box-shadow: 0 1px 3px #0003; padding: 32px; width: min(420px, 90vw); }
        h1 { font-size: 20px; margin: 0 0 8px; }
        button { background: #303030; color: #fff; border: 0; border-radius: 8px; padding: 10px 20px; font: inherit; }
      </style>
    </head>
    <body>
      <main>
        <h1>Install Sidethread on ${shopName}?</h1>
        <p>The app will be able to:</p>
        <ul>
          ${scopes.map((scope) => html`<li>${scope.replace("_", " ").replaceAll("_", " ")}</li>`)}
        </ul>
        <form method="post" action="${action}"><button type="submit">Install</button></form>
      </main>
    </body>
  </html>`;
