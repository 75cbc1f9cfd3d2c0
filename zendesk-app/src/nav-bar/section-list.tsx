import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { color } from "../ui/color.ts";
import { focusRing } from "../ui/focus-ring.ts";
import { PlainButton } from "../ui/text.tsx";
import { SignedInAs } from "./session/signed-in-as.tsx";

export const ADMIN_SECTIONS = [
  "setup",
  "connections",
  "settings",
  "test",
  "health",
  "record",
  "account",
] as const;
export type AdminSection = (typeof ADMIN_SECTIONS)[number];
export type Section = "overview" | AdminSection;

const SECTIONS: readonly Section[] = ["overview", ...ADMIN_SECTIONS];

const List = styled.ul`
  display: grid;
  gap: 4px;

  @container page (max-width: 800px) {
    display: flex;
    flex-wrap: wrap;
    margin-inline: -12px;
  }
`;

const Item = styled(PlainButton)`
  ${focusRing}
  width: 100%;
  padding: 8px 12px;

  &:hover {
    background: ${color("background.subtle")};
  }

  &[aria-current] {
    background: ${color("background.subtle")};
    font-weight: ${({ theme }) => theme.fontWeights.semibold};
  }
`;

interface SectionListProps {
  current: Section;
  onChoose: (section: Section) => void;
}

/** All there is on the page, and who is signed in. */
export function SectionList({ current, onChoose }: SectionListProps) {
  const intl = useIntl();
  return (
    <nav aria-label={intl.formatMessage({ id: "nav.label" })}>
      <List>
        {SECTIONS.map((section) => (
          <li key={section}>
            <Item
              type="button"
              aria-current={section === current ? "page" : undefined}
              onClick={() => onChoose(section)}
            >
              <FormattedMessage id={`nav.${section}`} />
            </Item>
          </li>
        ))}
      </List>
      <SignedInAs />
    </nav>
  );
}
