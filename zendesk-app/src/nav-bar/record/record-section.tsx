import type { AuditEntry } from "@sidethread/shared/admin";
import { Button } from "@zendeskgarden/react-buttons";
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import { Empty } from "../../ui/card.tsx";
import { useAction } from "../data/use-action.ts";
import { useAdminData } from "../data/use-admin-data.ts";
import { Loaded } from "../parts/loaded.tsx";
import { Problem } from "../parts/problem.tsx";
import { EntryItem } from "./entry-item.tsx";

interface AuditPage {
  entries: AuditEntry[];
  next: string | null;
}

const EVERY = 15_000;

/** Who changed what, newest first. */
export function RecordSection() {
  const data = useAdminData<AuditPage>("/admin/audit", EVERY);
  return <Loaded data={data}>{(newest) => <Entries newest={newest} />}</Loaded>;
}

function Entries({ newest }: { newest: AuditPage }) {
  const { isBusy, problem, run } = useAction();
  const [older, setOlder] = useState(newest);
  const more = async () => {
    const path = `/admin/audit?before=${encodeURIComponent(older.next ?? "")}`;
    const answer = await run<AuditPage>({ method: "GET", path });
    if (!answer.ok) return;
    setOlder({ entries: [...older.entries, ...answer.body.entries], next: answer.body.next });
  };
  const known = new Set(newest.entries.map(({ id }) => id));
  const entries = [...newest.entries, ...older.entries.filter(({ id }) => !known.has(id))];
  if (entries.length === 0) {
    return (
      <Empty>
        <FormattedMessage id="record.empty" />
      </Empty>
    );
  }
  return (
    <>
      <ol>
        {entries.map((entry) => (
          <EntryItem key={entry.id} entry={entry} />
        ))}
      </ol>
      {older.next !== null && (
        <Button size="small" disabled={isBusy} onClick={more}>
          <FormattedMessage id="record.more" />
        </Button>
      )}
      <Problem text={problem} />
    </>
  );
}
