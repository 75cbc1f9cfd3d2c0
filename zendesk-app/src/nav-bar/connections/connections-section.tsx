import type { AdminConnection } from "@sidethread/shared/admin";
import { useAdminData } from "../data/use-admin-data.ts";
import { Loaded } from "../parts/loaded.tsx";
import { ConnectionBox } from "./connection-box.tsx";

const EVERY = 10_000;

/** A box a vendor. */
export function ConnectionsSection({ onChange }: { onChange: () => void }) {
  const data = useAdminData<AdminConnection[]>("/admin/connections", EVERY);
  const changed = () => {
    data.reload();
    onChange();
  };
  return (
    <Loaded data={data}>
      {(connections) =>
        connections.map((connection) => (
          <ConnectionBox key={connection.vendor} connection={connection} onChange={changed} />
        ))
      }
    </Loaded>
  );
}
