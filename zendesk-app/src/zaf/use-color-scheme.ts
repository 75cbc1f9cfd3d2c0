import { useEffect, useState } from "react";
import type { ZafClient } from "./client.ts";

export type ColorScheme = "light" | "dark";

/** Follows the agent's choice of light or dark. */
export function useColorScheme(client: ZafClient): ColorScheme {
  const [scheme, setScheme] = useState(colorSchemeOfPage);
  useEffect(() => {
    const follow = (value: unknown) => setScheme(value === "dark" ? "dark" : "light");
    client.on("colorScheme.changed", follow);
    client.get(["colorScheme"]).then(
      ({ colorScheme }) => colorScheme && follow(colorScheme),
      () => undefined,
    );
  }, [client]);
  return scheme;
}

/** The scheme that the host put into the page's address. */
export function colorSchemeOfPage(): ColorScheme {
  const given = /[?#&]colorScheme=(light|dark)/.exec(location.href);
  return given?.[1] === "dark" ? "dark" : "light";
}
