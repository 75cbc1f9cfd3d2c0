import type { AdminConnection, AdminState } from "@sidethread/shared/admin";
import { Fragment } from "react";
import { useAdminData } from "../data/use-admin-data.ts";
import { Loaded } from "../parts/loaded.tsx";
import { AnotherKlaviyo } from "./another-klaviyo.tsx";
import { ConnectionBox } from "./connection-box.tsx";
import { connectedKlaviyos } from "./klaviyo-brands.ts";

const EVERY = 10_000;

interface ConnectionsSectionProps {
  /** Undefined until it is known. */
  state: AdminState | undefined;
  onChange: () => void;
}

/** A box a connection; of Klaviyo there may be several, where there are several brands. */
export function ConnectionsSection({ state, onChange }: ConnectionsSectionProps) {
  const data = useAdminData<AdminConnection[]>("/admin/connections", EVERY);
  const changed = () => {
    data.reload();
    onChange();
  };
  const brands = state?.brands ?? [];
  return (
    <Loaded data={data}>
      {(connections) => {
        const newest = connectedKlaviyos({ connections }).at(-1);
        const known = state && { ...state, connections };
        return connections.map((connection) => (
          <Fragment key={`${connection.vendor} ${connection.key}`}>
            <ConnectionBox connection={connection} known={known} onChange={changed} />
            {connection === newest && brands.length > 1 && (
              <AnotherKlaviyo connection={newest} onConnected={changed} />
            )}
          </Fragment>
        ));
      }}
    </Loaded>
  );
}
