import type { Customer } from "@sidethread/shared/sidebar";
import { Fragment } from "react";
import styled from "styled-components";
import { color } from "../../ui/color.ts";

const List = styled.dl`
  display: grid;
  grid-template-columns: auto minmax(0, 1fr);
  gap: 4px 12px;
  margin-top: 12px;

  & > dt {
    color: ${color("foreground.subtle")};
  }

  & > dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
`;

/** What an admin pinned of the customer's profile; a dash where it has nothing there. */
export function PinnedProperties({ pinned }: { pinned: Customer["pinned"] }) {
  if (pinned.length === 0) return null;
  return (
    <List>
      {pinned.map(({ name, value }) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value ?? "—"}</dd>
        </Fragment>
      ))}
    </List>
  );
}
