import { expect, test } from "vitest";
import { NavBar } from "./kit/nav-bar.ts";
import { openStage } from "./kit/stage.ts";

test("A second Klaviyo account is connected for a brand; the page says what that brand loses without it", async () => {
  const stage = await openStage({ connect: ["zendesk", "klaviyo"] });
  const { klaviyo } = stage.sandbox;
  const second = stage.sandbox.openSecondKlaviyo();
  const bar = await NavBar.open(await stage.workspace("Owen Marsh"));
  const { app } = bar;
  await bar.page.waitForTimeout(1500);
  await bar.page.screenshot({ path: "/tmp/j4-0.png" });
  await bar.signIn("Owen Marsh");

  await bar.go("Connections");
  const another = app.getByRole("region", { name: "Connect another Klaviyo account" });
  await another.getByRole("button", { name: "Connect another Klaviyo account" }).click();
  await another.getByRole("button", { name: "Use a private key instead" }).click();
  await another.getByLabel("Private key").fill(second.privateKey);
  await another.getByRole("button", { name: "Connect Klaviyo" }).click();
  const box = ({ state }: typeof second) =>
    app.getByRole("region", { name: `Klaviyo: ${state.account.name} (${state.account.id})` });
  await box(klaviyo).getByText("Moorlicht and Moorlicht Werkstatt").waitFor();
  await box(second).getByText("None yet; choose under Settings").waitFor();

  await bar.go("Settings");
  const brands = app.getByRole("region", { name: "Brands" });
  const choice = brands.getByRole("group", { name: "Klaviyo account of each brand" });
  await choice.getByLabel("Moorlicht Werkstatt").selectOption(second.state.account.id);
  await brands.getByRole("button", { name: "Save" }).click();
  await brands.getByText("Saved", { exact: true }).waitFor();

  await bar.go("Connections");
  await box(klaviyo).getByText("Moorlicht", { exact: true }).waitFor();
  await box(second).getByText("Moorlicht Werkstatt", { exact: true }).waitFor();
  await box(second).getByRole("button", { name: "Disconnect Klaviyo" }).click();
  const asked = app.getByRole("alertdialog");
  await asked
    .getByText("Left without a Klaviyo account, their events kept here: Moorlicht Werkstatt.")
    .waitFor();
  await asked.getByRole("button", { name: "Disconnect Klaviyo" }).click();
  await box(second).waitFor({ state: "detached" });
  expect([klaviyo, second].map(({ state }) => state.webhooks.size)).toEqual([1, 0]);
});
