import { test } from "vitest";
import { eventually } from "../kit/wait.ts";
import { NavBar } from "./kit/nav-bar.ts";
import { openStage } from "./kit/stage.ts";
import { textTickets } from "./kit/text-tickets.ts";

test("Access that Zendesk takes back is noticed, said, and mended by connecting once more", {
  timeout: 120_000,
}, async () => {
  const stage = await openStage({ connect: ["klaviyo", "twilio"] });
  const { zendesk } = stage.sandbox;
  const bar = await NavBar.open(await stage.workspace("Owen Marsh"));
  const { app } = bar;
  await bar.go("Connections");
  await bar.signIn("Owen Marsh");
  const row = app.getByRole("region", { name: "Zendesk" });
  await bar.consent("Zendesk", "Allow", row);
  await row.getByText("Signed in there").waitFor();

  zendesk.state.oauth.tokens.clear();
  const phone = await stage.phone("maren-voss");
  await phone.text("Is anybody there?");
  const words = "Zendesk no longer lets Sidethread in. Connect Zendesk once more, as an admin.";
  await bar.go("Health");
  await app.getByRole("status").getByText(words).waitFor();
  await bar.go("Overview");
  await app.getByText("Zendesk needs attention. Connections says why.").waitFor();
  await bar.go("Connections");
  await row.getByText("Needs attention").waitFor();
  await row.getByText(words).waitFor();

  await row.getByRole("button", { name: "Reconnect Zendesk" }).click();
  await bar.consent("Zendesk", "Allow", row);
  await row.getByText("Connected", { exact: true }).waitFor();
  // Its next attempt would be up to two minutes away.
  await eventually(
    () => textTickets(stage.sandbox).find(({ description }) => description.includes("Is anybody there?")),
    { timeout: 15_000 },
  );
  await bar.go("Overview");
  await app.getByText("All is well").waitFor();
});
