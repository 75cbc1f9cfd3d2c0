import { focusManager } from "@tanstack/react-query";
import type { ZafClient } from "./client.ts";

const SHOWN = ["app.activated", "pane.activated"];
const HIDDEN = ["app.deactivated", "pane.deactivated"];

/** Pauses all queries while nobody sees the app: another browser tab, another ticket, another page. */
export function followVisibility(client: ZafClient): void {
  let active = true;
  focusManager.setEventListener((setVisible) => {
    const tell = () => setVisible(active && document.visibilityState === "visible");
    const become = (value: boolean) => () => {
      active = value;
      tell();
    };
    for (const event of SHOWN) client.on(event, become(true));
    for (const event of HIDDEN) client.on(event, become(false));
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  });
}
