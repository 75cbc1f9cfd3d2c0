import type { Attack } from "../attack.ts";
import { headOf, sendRaw } from "../kit/raw.ts";
import { isSecured } from "../kit/routes.ts";
import type { Stage } from "../kit/stage.ts";

/** Other spellings of an address, for who matches one of them and checks another. */
const spellings: Record<string, (path: string) => string> = {
  "a slash more": (path) => `/${path}`,
  "a slash at its end": (path) => `${path}/`,
  "a dot in its way": (path) => `/.${path}`,
  "a way back": (path) => `/healthz/..${path}`,
  "an encoded way back": (path) => `/healthz/%2e%2e${path}`,
  "a way back that is none": (path) => `/oauth/..%2f${path.slice(1)}`,
  "an encoded letter": (path) =>
    path.replace(/^\/(.)/, (_, first: string) => `/%${first.charCodeAt(0).toString(16)}`),
  "an encoded slash": (path) => path.replace(/(?<=.)\//, "%2f"),
  "twice encoded": (path) => path.replace(/(?<=.)\//, "%252f"),
  capitals: (path) => path.toUpperCase(),
  "a parameter in the path": (path) => path.replace(/(?<=.)\//, ";x=1/"),
  "a backslash": (path) => path.replace(/(?<=.)\//, "\\"),
  "a zero at its end": (path) => `${path}%00`,
  "a fragment": (path) => `${path}#/healthz`,
  "a whole address": (path) => `http://healthz.example${path}`,
  "a question before": (path) => `/healthz?${path}`,
};

const METHODS = ["GET", "HEAD", "OPTIONS", "TRACE", "POST", "PUT", "PATCH", "DELETE"];

/** Every route that wants somebody, without anybody, at addresses that look like its own, and by every method. */
export function pathAttacks({ origin, routes, victim }: Stage): Attack[] {
  const secured = routes.filter(isSecured);
  const paths = [...new Set(secured.map(({ path }) => path))];
  const filled = (path: string) =>
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(victim.pool[name]?.[0] ?? "x"));
  const attack = (name: string, method: string, path: string): Attack => ({
    name: `${method} ${path} (${name})`,
    async attempt() {
      const { statuses, text } = await sendRaw(origin, headOf(method, path));
      const harmless = statuses.length > 0 && statuses.every((status) => [400, 401, 404].includes(status));
      const isHealth = text.includes('{"status":"ok"}');
      return harmless || isHealth ? null : `answered ${statuses.join(", ") || "nothing"}`;
    },
  });
  return paths.flatMap((path) => {
    const [query = ""] = secured.flatMap((one) =>
      one.path === path && path === "/app/sidebar" ? [`?ticket_id=${victim.pool.ticket_id?.[0]}`] : [],
    );
    const written = filled(path);
    const methods = secured.filter((one) => one.path === path).map(({ method }) => method);
    return [
      ...Object.entries(spellings).flatMap(([name, spell]) =>
        methods.map((method) => attack(name, method, spell(written) + query)),
      ),
      ...METHODS.map((method) => attack("another method", method, written + query)),
    ];
  });
}
