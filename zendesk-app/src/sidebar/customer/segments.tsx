import { Button } from "@zendeskgarden/react-buttons";
import { Tag } from "@zendeskgarden/react-tags";
import { useState } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";

const SHOWN = 5;

/** Keeps its place while they are not known. */
const Place = styled.div`
  min-height: 20px;
  margin-top: 12px;
`;

const List = styled.ul`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 4px;

  & > li {
    display: flex;
    max-width: 100%;
  }
`;

/** The segments that the customer is in; a long list opens on demand. */
export function Segments({ segments }: { segments: string[] }) {
  const intl = useIntl();
  const [isOpen, setOpen] = useState(false);
  if (segments.length === 0) return <Place />;
  const shown = isOpen ? segments : segments.slice(0, SHOWN);
  const hidden = segments.length - shown.length;
  return (
    <Place>
      <List aria-label={intl.formatMessage({ id: "customer.segments" })}>
        {shown.map((segment) => (
          <li key={segment}>
            <Tag title={segment} isRegular>
              <span>{segment}</span>
            </Tag>
          </li>
        ))}
        {hidden > 0 && (
          <li>
            <Button isLink size="small" onClick={() => setOpen(true)}>
              <FormattedMessage id="customer.more_segments" values={{ count: hidden }} />
            </Button>
          </li>
        )}
      </List>
    </Place>
  );
}
