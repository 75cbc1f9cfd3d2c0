import { type FlowResult, flowResult } from "@sidethread/shared/admin";

/** How a window ended: by its own word, closed before, or never opened because the browser forbade it. */
export type ConsentEnd = FlowResult | { outcome: "closed" } | { outcome: "blocked" };

const LOOK_EVERY = 400;

/**
 * Opens a window on a consent page and waits for what it says. The address may still have to be asked for: the
 * window opens at once, because browsers let only a click open one.
 */
export async function askForConsent(
  origin: string,
  address: string | (() => Promise<string | null>),
): Promise<ConsentEnd | null> {
  const popup = window.open("about:blank", "sidethread-consent", "popup,width=600,height=760");
  if (!popup) return { outcome: "blocked" };
  const url = typeof address === "string" ? address : await address();
  if (url === null) {
    popup.close();
    return null;
  }
  popup.location.replace(url);
  return resultOf(popup, origin);
}

function resultOf(popup: Window, origin: string): Promise<ConsentEnd> {
  return new Promise((resolve) => {
    const end = (result: ConsentEnd) => {
      window.removeEventListener("message", hear);
      clearInterval(look);
      resolve(result);
    };
    const hear = (event: MessageEvent) => {
      if (event.origin !== origin || event.source !== popup) return;
      const result = flowResult.safeParse(event.data);
      if (result.success) end(result.data);
    };
    let wasClosed = false;
    // A word may still be on its way from a window that is gone: it counts as closed at the second look.
    const look = setInterval(() => {
      if (popup.closed && wasClosed) end({ outcome: "closed" });
      wasClosed = popup.closed;
    }, LOOK_EVERY);
    window.addEventListener("message", hear);
  });
}
