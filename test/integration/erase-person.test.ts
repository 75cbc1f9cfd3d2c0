import { expect, it } from "vitest";
import { PERSONAL_COLUMNS } from "../kit/personal-columns.ts";
import { eventually } from "../kit/wait.ts";
import { noFaults } from "../sandbox/kit/faults.ts";
import { signIn } from "./kit/admin.ts";
import { type DataFile, openDataFile } from "./kit/data-file.ts";
import { operate } from "./kit/operate.ts";
import { readWork } from "./kit/quiet.ts";
import { openScene, type Scene } from "./kit/scene.ts";
import { seedPerson, wordsOf } from "./kit/seed-person.ts";

const SOON = { timeout: 15_000 };
const WHO = "maren-voss";

const erase = ({ system, sandbox }: Scene, person: object) =>
  operate(system, "POST", `/accounts/${sandbox.world.account.subdomain}/people/erase`, person);

const untilErased = ({ store }: DataFile, times = 1) =>
  eventually(async () => {
    const { rows } = await store.execute("SELECT count(*) AS n FROM audit WHERE action = 'person.erased'");
    return Number(rows[0]?.n) === times;
  }, SOON);

const customerColumns = Object.keys(PERSONAL_COLUMNS).filter((name) => PERSONAL_COLUMNS[name] === "customer");

/** What stands in each of the columns that may hold what is a customer's. */
async function readCustomerColumns({ store }: DataFile): Promise<Map<string, string[]>> {
  const read = new Map<string, string[]>();
  for (const name of customerColumns) {
    const [table, column] = name.split(".");
    const { rows } = await store.execute(`SELECT DISTINCT "${column}" AS said FROM ${table}`);
    read.set(
      name,
      rows.map(({ said }) => String(said ?? "")).filter((said) => said !== "" && said !== "null"),
    );
  }
  return read;
}

/** What goes wrong only now and then, and is written down with what it was about. */
async function fillWhatFailed({ store }: DataFile, words: string[]): Promise<void> {
  const said = words.join(" ");
  await store.execute({
    sql: "UPDATE deliveries SET state = 'failed', handled_at = NULL, error = ? WHERE source = 'twilio.text'",
    args: [`Error: ${said}`],
  });
  await store.execute({
    sql: "UPDATE effects SET state = 'dead', error = ? WHERE kind = 'conversations.send_reply'",
    args: [`Error: ${said}`],
  });
  for (const subject of ["delivery", "effect"]) {
    const [table, of] =
      subject === "delivery" ? ["deliveries", "twilio.text"] : ["effects", "conversations.send_reply"];
    await store.execute({
      sql: `INSERT INTO failures (subject, subject_id, attempt, at, error)
            SELECT ?, id, 1, 1, ? FROM ${table} WHERE ${subject === "delivery" ? "source" : "kind"} = ?`,
      args: [subject, `Error: ${said}`, of as string],
    });
  }
  await store.execute({
    sql: `INSERT INTO audit (account_id, at, actor, action, before, after)
          SELECT id, 1, 'operator', 'test_text.sent', json_object('to', ?), json_object('to', ?) FROM accounts`,
    args: [words[2] ?? "", words[3] ?? ""],
  });
}

it("erases a person from every column, and from the file's bytes", async () => {
  const file = await openDataFile();
  const scene = await openScene({ withApp: true, databaseUrl: file.databaseUrl });
  const ofAccount = await readCustomerColumns(file);
  await seedPerson(scene, WHO, "papaya");
  const words = wordsOf(scene, WHO, "papaya");
  await fillWhatFailed(file, words);
  const before = await readCustomerColumns(file);
  const empty = customerColumns.filter((name) => before.get(name)?.length === 0);
  expect(empty, "columns that the seed does not fill").toEqual([]);
  const named = await file.columnsWith(words);
  expect(named.filter((name) => PERSONAL_COLUMNS[name] !== "customer")).toEqual([]);
  expect(named.length).toBeGreaterThan(15);

  const admin = await signIn(scene.system);
  const asked = await admin("POST", "/people/erase", { email: scene.customer(WHO).email });
  expect([asked.status, await asked.json()]).toEqual([202, { erasing: true }]);
  await untilErased(file);
  await scene.quiet();

  const after = await readCustomerColumns(file);
  const left = customerColumns.flatMap((name) => {
    const theirs = before.get(name)?.filter((said) => !ofAccount.get(name)?.includes(said));
    return (after.get(name) ?? []).flatMap((said) => (theirs?.includes(said) ? [`${name}: ${said}`] : []));
  });
  expect(left).toEqual([]);
  expect(await file.columnsWith(words)).toEqual([]);
  expect(await file.bytesWith(words)).toEqual([]);
  const { entries } = await (await admin("GET", "/audit")).json();
  expect(entries[0]).toMatchObject({ actor: admin.session.name, action: "person.erased", after: null });
  expect(await readWork(scene.system.serverOrigin)).toEqual({ waiting: 0, failed: 0 });
}, 60_000);

it("leaves everybody else whole, and what vendors tell twice is still known", async () => {
  const file = await openDataFile();
  const scene = await openScene({ withApp: true, databaseUrl: file.databaseUrl });
  await seedPerson(scene, "lucia-navarro", "mango");
  const others = wordsOf(scene, "lucia-navarro", "mango");
  const whole = await dump(file, others);
  await seedPerson(scene, WHO, "papaya");
  const tickets = scene.textTickets().length;

  expect((await erase(scene, { phone: scene.customer(WHO).phone })).status).toBe(202);
  await untilErased(file);
  expect(await dump(file, others)).toEqual(whole);

  // What an outage may have kept from us is asked for: texts that we know, but have forgotten.
  const asked = () => scene.sandbox.twilio.exchanges.filter(({ method }) => method === "GET").length;
  const before = asked();
  await scene.system.stopServer();
  await scene.system.restartServer();
  await eventually(() => asked() > before, SOON);
  await scene.quiet();
  expect(scene.textTickets().length).toBe(tickets);
  expect(await file.columnsWith(["papaya"])).toEqual([]);
}, 60_000);

it("cancels what waits for them, but passes their stop on first", async () => {
  const file = await openDataFile();
  const scene = await openScene({ databaseUrl: file.databaseUrl });
  const { phone, email } = scene.customer(WHO);
  const { klaviyo } = scene.sandbox;
  klaviyo.setFaults({ down: true });
  await scene.textInTurn(phone, "Is my papaya coat on its way?", "STOP");
  await eventually(async () => (await readWork(scene.system.serverOrigin)).waiting > 1, SOON);
  expect((await erase(scene, { phone })).status).toBe(202);
  await eventually(async () => {
    const { rows } = await file.store.execute("SELECT error FROM effects WHERE kind = 'people.erase'");
    return String(rows[0]?.error).includes("Klaviyo has yet to be told");
  }, SOON);
  klaviyo.setFaults(noFaults());
  await untilErased(file);
  await scene.quiet(20_000);
  const known = [...klaviyo.state.profiles.values()].find(({ attributes }) => attributes.email === email);
  expect(known?.consents["sms.marketing"].state).toBe("UNSUBSCRIBED");
  expect(await file.columnsWith([phone.slice(1), email, "papaya"])).toEqual([]);
  expect(await readWork(scene.system.serverOrigin)).toEqual({ waiting: 0, failed: 0 });
}, 60_000);

it("remembers that an erased person said stop, by their number's fingerprint alone", async () => {
  const file = await openDataFile();
  const scene = await openScene({ connect: ["zendesk", "twilio"], databaseUrl: file.databaseUrl });
  const { phone } = scene.customer(WHO);
  const other = scene.customer("lucia-navarro");
  const consentOf = async (number: string) => {
    const { rows } = await file.store.execute({
      sql: `SELECT consents.state FROM consents JOIN identities USING (account_id, profile_id)
            WHERE identities.value = ? AND consents.channel = 'sms' ORDER BY 1`,
      args: [number],
    });
    return rows.map(({ state }) => state);
  };
  await scene.textInTurn(phone, "STOP");
  await scene.textInTurn(other.phone, "START");
  for (const round of [1, 2]) {
    await eventually(async () => (await consentOf(phone)).length === 2, SOON);
    await erase(scene, { phone });
    await untilErased(file, 2 * round - 1);
    await erase(scene, { phone: other.phone });
    await untilErased(file, 2 * round);
    expect(await file.columnsWith([phone.slice(1), other.phone.slice(1)])).toEqual([]);
    const { rows } = await file.store.execute("SELECT value FROM identities");
    expect(rows.map(({ value }) => value)).toEqual([expect.stringMatching(/^forgotten:[\w-]{32}$/)]);
    // They write again, or an import brings them back.
    await scene.textInTurn(phone, `Hello ${round}`);
    await scene.textInTurn(other.phone, `Hello ${round}`);
    await scene.quiet();
    expect(await consentOf(phone)).toEqual(["unsubscribed", "unsubscribed"]);
    expect(await consentOf(other.phone)).toEqual([]);
  }
}, 60_000);

/** Every row that names one of these words, but for when and how often vendors were asked. */
async function dump({ store, columnsWith }: DataFile, words: string[]): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const name of await columnsWith(words)) {
    const [table, column] = name.split(".");
    const { rows } = await store.execute(`SELECT "${column}" AS said FROM ${table} ORDER BY 1`);
    found[name] = rows
      .map(({ said }) => said)
      .filter((said) => words.some((word) => String(said).includes(word)));
  }
  return found;
}
