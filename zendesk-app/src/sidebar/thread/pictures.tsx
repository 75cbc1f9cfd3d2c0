import type { Message } from "@sidethread/shared/sidebar";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { color } from "../../ui/color.ts";
import { ExternalLink } from "../../ui/external-link.tsx";
import { focusRing } from "../../ui/focus-ring.ts";

const List = styled.ul`
  display: flex;
  flex-wrap: wrap;
  gap: 4px;
  margin-bottom: 4px;
`;

const Frame = styled.a`
  ${focusRing}
  display: block;
`;

const Picture = styled.img`
  display: block;
  width: 128px;
  height: 128px;
  border: 1px solid ${color("border.subtle")};
  border-radius: 12px;
  background: ${color("background.subtle")};
  object-fit: cover;
`;

/** The pictures of a message, in frames of one size; a click opens the whole. */
export function Pictures({ pictures, name }: { pictures: Message["pictures"]; name: string }) {
  const intl = useIntl();
  const words = intl.formatMessage({ id: "thread.picture" }, { name });
  return (
    <List>
      {pictures.map(({ url, contentType }) => (
        <li key={url}>
          {contentType.startsWith("image/") ? (
            <Frame href={url} target="_blank" rel="noopener noreferrer">
              <Picture src={url} alt={words} loading="lazy" />
            </Frame>
          ) : (
            <ExternalLink href={url}>
              <FormattedMessage id="thread.attachment" />
            </ExternalLink>
          )}
        </li>
      ))}
    </List>
  );
}
