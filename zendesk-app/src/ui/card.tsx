import type { Vendor } from "@sidethread/shared/sidebar";
import { Skeleton } from "@zendeskgarden/react-loaders";
import type { ReactNode } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { formatWhen } from "../format/moment.ts";
import { color } from "./color.ts";
import { useReader } from "./reader.ts";
import { Spoken, Subtle } from "./text.tsx";
import { VENDOR_NAMES } from "./vendor-names.ts";

/** What the backend says of one card. */
export type Card<Data> =
  | { status: "ready"; asOf: string; stale: boolean; data: Data }
  | { status: "waiting" }
  | { status: "not_connected"; vendor: Vendor }
  | { status: "failed"; vendor: Vendor; since: string };

/** Younger than this, a refresh is nobody's business. */
const WORTH_SAYING = 2 * 60_000;

const StaleNote = styled(Subtle)`
  position: absolute;
  inset-inline-end: 16px;
  bottom: 2px;
`;

const Words = styled.p`
  color: ${color("foreground.subtle")};
`;

interface CardBodyProps<Data> {
  /** Undefined until the first answer. */
  card: Card<Data> | undefined;
  skeleton: ReactNode;
  children: (data: Data) => ReactNode;
}

/** The inside of a card in whichever state it is. */
export function CardBody<Data>({ card, skeleton, children }: CardBodyProps<Data>) {
  const reader = useReader();
  if (card === undefined || card.status === "waiting") return <Waiting>{skeleton}</Waiting>;
  if (card.status === "not_connected") {
    return (
      <Words>
        <FormattedMessage id="common.not_connected" values={{ vendor: VENDOR_NAMES[card.vendor] }} />
      </Words>
    );
  }
  if (card.status === "failed") {
    const values = { vendor: VENDOR_NAMES[card.vendor], when: formatWhen(reader, card.since) };
    return (
      <Words>
        <FormattedMessage id="common.failed" values={values} />
      </Words>
    );
  }
  const isOld = card.stale && reader.now - Date.parse(card.asOf) > WORTH_SAYING;
  return (
    <>
      {children(card.data)}
      {isOld && (
        <StaleNote>
          <FormattedMessage id="common.stale" values={{ when: formatWhen(reader, card.asOf) }} />
        </StaleNote>
      )}
    </>
  );
}

/** Words in place of data: what is not there, and why. */
export function Empty({ children }: { children: ReactNode }) {
  return <Words>{children}</Words>;
}

function Waiting({ children }: { children: ReactNode }) {
  const intl = useIntl();
  return (
    <div aria-busy="true">
      <Spoken>{intl.formatMessage({ id: "common.loading" })}</Spoken>
      <div aria-hidden>{children}</div>
    </div>
  );
}

/** A line that is not there yet. */
export function SkeletonLine({ width, height = 20 }: { width: string; height?: number }) {
  return (
    <div style={{ height, paddingBlock: 3 }}>
      <Skeleton width={width} height={`${height - 6}px`} style={{ display: "block" }} />
    </div>
  );
}
