import { type Attack, type Outcome, tryAll } from "./attack.ts";
import { isKind, type Kind, kinds } from "./kinds/kinds.ts";
import type { Stage } from "./kit/stage.ts";

/** Makes the attacks of every kind ready; slow ones begin with that. */
export async function prepare(stage: Stage): Promise<Map<Kind, Attack[]>> {
  const prepared = new Map<Kind, Attack[]>();
  for (const kind of Object.keys(kinds).filter(isKind)) prepared.set(kind, await kinds[kind](stage));
  await stage.settle();
  return prepared;
}

/** Attacks; what that left behind in the victim's account got through, too. */
export async function attack(stage: Stage, attacks: Attack[]): Promise<Outcome> {
  const { tried, through } = await tryAll(attacks);
  const changed = await stage.changes();
  return { tried, through: changed === null ? through : [...through, `all of them: ${changed}`] };
}
