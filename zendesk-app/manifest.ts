const PAGE = "assets/iframe.html";

/** Who answers for the app in Zendesk's marketplace. */
export interface Publisher {
  /** Where its users ask for help. */
  email: string;
  website: string;
  terms: string;
}

/**
 * What the app tells Zendesk about itself. `backend` is the origin of the server that it may reach; with a publisher
 * it is for Zendesk's marketplace, without one for whoever runs the server.
 */
export const createManifest = (version: string, backend: string, publisher: Publisher | null) => ({
  name: "Sidethread",
  author: {
    name: "Sidethread",
    email: publisher?.email ?? "apps@sidethread.example",
    url: publisher?.website ?? "https://sidethread.example",
  },
  version,
  frameworkVersion: "2.0",
  defaultLocale: "en",
  private: publisher === null,
  ...(publisher && { termsConditionsURL: publisher.terms }),
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
