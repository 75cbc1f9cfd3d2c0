import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { signIn } from "../integration/kit/admin.ts";
import { NavBar } from "./kit/nav-bar.ts";
import { openStage } from "./kit/stage.ts";

test("An admin exports and erases a person, ends sessions and uninstalls, each after a question", async () => {
  const stage = await openStage();
  const { world } = stage.sandbox;
  const page = await stage.workspace("Owen Marsh");
  const phone = await stage.phone("maren-voss");
  await phone.text("Does the coat come in blue?");
  const bar = await NavBar.open(page);
  const { app } = bar;
  await bar.signIn("Owen Marsh");
  await bar.go("Account");
  const press = (name: string) => app.getByRole("button", { name, exact: true }).click();
  const question = (title: string) => app.getByRole("alertdialog", { name: title });
  const agree = (title: string, act: string) =>
    question(title).getByRole("button", { name: act, exact: true }).click();

  const who = app.getByRole("textbox", { name: "E-mail or phone number" });
  await who.fill("Maren");
  await press("Export their data");
  await app.getByText("neither an e-mail nor a phone number").waitFor();
  await who.fill("nobody@example.com");
  await press("Export their data");
  await app.getByText("We know nobody by this.").waitFor();
  const { email } = world.customers.find(({ key }) => key === "maren-voss") ?? { email: "" };
  await who.fill(phone.number);
  const [file] = await Promise.all([page.waitForEvent("download"), press("Export their data")]);
  expect(file.suggestedFilename()).toBe("person.json");
  expect(await readFile(await file.path(), "utf8")).toContain("Does the coat come in blue?");

  await press("Erase their data");
  await question(`Erase all data of ${phone.number}?`).getByText("It can't be taken back.").waitFor();
  await page.keyboard.press("Escape");
  await question(`Erase all data of ${phone.number}?`).waitFor({ state: "detached" });
  await who.fill(email);
  await press("Erase their data");
  await agree(`Erase all data of ${email}?`, "Erase their data");
  await app.getByText("Erasing has begun.").waitFor();

  const elsewhere = await signIn(stage);
  await press("Sign everybody else out");
  await agree("Sign everybody else out?", "Sign everybody else out");
  await app.getByText("They are signed out").waitFor();
  expect((await elsewhere("GET", "/session")).status).toBe(401);
  await press("Sign everybody out");
  await agree("Sign everybody out?", "Sign everybody out");
  await app.getByRole("button", { name: "Sign in with Zendesk" }).waitFor();

  await bar.signIn("Owen Marsh");
  await press("Uninstall Sidethread");
  await question("Uninstall Sidethread?").getByText("After 30 days everything is erased.").waitFor();
  await agree("Uninstall Sidethread?", "Uninstall Sidethread");
  await app.getByText("Sidethread is uninstalled. Its data are kept until").waitFor();
  expect(stage.sandbox.zendesk.state.webhooks.size).toBe(0);
});

test("What the server says is read in the admin's language", async () => {
  const stage = await openStage({ connect: ["zendesk", "twilio"] });
  const owner = [...stage.sandbox.zendesk.state.users.values()].find(({ name }) => name === "Owen Marsh");
  if (owner) owner.locale = "de";
  const page = await stage.workspace("Owen Marsh");
  const bar = await NavBar.open(page);
  const { app } = bar;
  const popup = await Promise.all([
    page.waitForEvent("popup"),
    app.getByRole("button", { name: "Mit Zendesk anmelden" }).click(),
  ]).then(([opened]) => opened);
  await popup.getByLabel("Signed in as").selectOption("Owen Marsh");
  await Promise.all([
    popup.waitForEvent("close"),
    popup.getByRole("button", { name: "Allow", exact: true }).click(),
  ]);
  await app.getByRole("button", { name: "Verbindungen", exact: true }).click();
  const klaviyo = app.getByRole("region", { name: "Klaviyo" });
  await klaviyo.getByRole("button", { name: "Stattdessen einen privaten Schlüssel verwenden" }).click();
  await klaviyo.getByRole("textbox").fill("pk_wrong");
  await klaviyo.getByRole("button", { name: "Klaviyo verbinden" }).click();
  await klaviyo.getByText("Klaviyo hat diesen Schlüssel abgelehnt.").waitFor();

  await app.getByRole("button", { name: "Probe-SMS", exact: true }).click();
  await app.getByRole("textbox", { name: /Telefonnummer/ }).fill("+49 1512 3456789");
  await app.getByRole("button", { name: "Auf meine SMS warten" }).click();
  await app.getByText("Schicken Sie von +4915123456789 eine beliebige SMS an").waitFor();
});
