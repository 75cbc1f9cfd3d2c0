const PAGE = "assets/iframe.html";

/** What the app tells Zendesk about itself. `backend` is the origin of the server that it may reach. */
export const createManifest = (version: string, backend: string) => ({
  name: "Sidethread",
  author: {
    name: "Sidethread",
    email: "apps@sidethread.example",
    url: "https://sidethread.example",
  },
  version,
  frameworkVersion: "2.0",
  defaultLocale: "en",
  private: true,
  singleInstall: true,
  location: {
    support: {
      ticket_sidebar: { url: PAGE, flexible: true, autoLoad: true },
      nav_bar: { url: PAGE },
    },
  },
  // The server writes it when Zendesk is connected; Zendesk's proxy signs the sidebar's calls with it.
  parameters: [
    { name: "sidebar_secret", type: "text", required: false, secure: true, scopes: ["jwt_secret_key"] },
  ],
  domainWhitelist: [new URL(backend).hostname],
});
