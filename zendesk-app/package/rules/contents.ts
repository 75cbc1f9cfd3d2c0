import { type AppPackage, type Finding, warning } from "../finding.ts";

const SECRETS = [
  { what: "private key", pattern: /-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----/ },
  { what: "Slack token", pattern: /\bxox[abops]-[\w-]{10,}/ },
  { what: "AWS access key", pattern: /\bAKIA[0-9A-Z]{16}\b/ },
  { what: "GitHub token", pattern: /\b(?:gh[opsu]_\w{36}|github_pat_\w{60,})/ },
  { what: "Google API key", pattern: /\bAIza[\w-]{35}/ },
  { what: "Stripe key", pattern: /\b[rs]k_live_\w{20,}/ },
  { what: "Shopify token", pattern: /\bshp(?:at|ca|pa|ss)_[0-9a-f]{32}/i },
  { what: "Klaviyo private key", pattern: /\bpk_[0-9a-f]{34}\b/ },
  { what: "Twilio key", pattern: /\bSK[0-9a-f]{32}\b/ },
  { what: "JSON web token", pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/ },
  {
    what: "password or secret",
    pattern:
      /\b(?:password|passwd|secret|client_?secret|auth_?key|api_?key|(?:access|auth|secret)_?token)["']?\s*[:=]\s*["'][^"'\s{}<>]{8,}["']/i,
  },
];

/** Plain-http addresses; XML names that look like some, and this machine, are none. */
const PLAIN_HTTP =
  /\bhttp:\/\/(?!(?:www\.)?w3\.org\b|localhost\b|127\.0\.0\.1\b|\[::1\])[\w.-]+\.[a-z]{2,}/gi;

/** What a reviewer would stumble over in the package's texts: secrets, and requests in the clear. */
export function contentRules(files: AppPackage): Finding[] {
  return [...files].flatMap(([file, bytes]) => {
    if (!/\.(?:html?|m?js|json|xml)$/i.test(file)) return [];
    const text = new TextDecoder().decode(bytes);
    return [...secretRules(file, text), ...(/\.(?:html?|m?js)$/i.test(file) ? addressRules(file, text) : [])];
  });
}

const secretRules = (file: string, text: string) =>
  SECRETS.filter(({ pattern }) => pattern.test(text)).map(({ what }) =>
    warning(
      file,
      `It may contain a ${what}.`,
      "Use a secure setting instead; everyone can read the package.",
    ),
  );

function addressRules(file: string, text: string): Finding[] {
  const addresses = [...new Set(text.match(PLAIN_HTTP))];
  if (addresses.length === 0) return [];
  return [
    warning(
      file,
      `It names plain http addresses: ${addresses.join(", ")}.`,
      "Use https://, unless it is a library's mere text.",
    ),
  ];
}
