import { Part } from "../parts/page.tsx";
import { Person } from "./person.tsx";
import { Sessions } from "./sessions.tsx";
import { Uninstall } from "./uninstall.tsx";

/** What ends things: sessions, what is known of a person, and the account itself. */
export function AccountSection({ onUninstalled }: { onUninstalled: (keptUntil: string) => void }) {
  return (
    <>
      <Part title="account.sessions">{() => <Sessions />}</Part>
      <Part title="account.person">{() => <Person />}</Part>
      <Part title="account.uninstall">{() => <Uninstall onUninstalled={onUninstalled} />}</Part>
    </>
  );
}
