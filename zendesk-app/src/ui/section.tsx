import ChevronIcon from "@zendeskgarden/svg-icons/src/16/chevron-down-stroke.svg";
import { type ReactNode, useId } from "react";
import styled from "styled-components";
import { color } from "./color.ts";
import { focusRing } from "./focus-ring.ts";
import { useFolding } from "./folding.ts";
import { PlainButton, Subtle } from "./text.tsx";

/** The frame of a card. Its bottom padding has room for a line that says how old the card is. */
export const Panel = styled.section`
  position: relative;
  padding: 12px 16px 20px;

  & ~ & {
    border-top: 1px solid ${color("border.subtle")};
  }
`;

const Header = styled(PlainButton)`
  ${focusRing}
  display: flex;
  align-items: center;
  gap: 8px;
  width: calc(100% + 8px);
  margin: 0 -4px;
  padding: 2px 4px;

  &:hover svg {
    color: ${color("foreground.default")};
  }
`;

const Title = styled.span`
  font-weight: ${({ theme }) => theme.fontWeights.semibold};
`;

const Meta = styled(Subtle)`
  flex: 1;
  min-width: 0;
  overflow: hidden;
  text-align: end;
  text-overflow: ellipsis;
  white-space: nowrap;
`;

const Chevron = styled(ChevronIcon)<{ $isOpen: boolean }>`
  flex: none;
  color: ${color("foreground.subtle")};
  transform: rotate(${({ $isOpen }) => ($isOpen ? 0 : -90)}deg);
  transition: transform 0.15s;
`;

const Body = styled.div`
  margin-top: 8px;
`;

interface SectionProps {
  /** Under this name it is remembered as folded. */
  id: string;
  title: string;
  /** What the header says besides the title. */
  meta?: ReactNode;
  children: ReactNode;
}

/** A card with a title that folds it. */
export function Section({ id, title, meta, children }: SectionProps) {
  const { isOpen, toggle } = useFolding(id);
  const ids = useId();
  return (
    <Panel aria-labelledby={`${ids}-title`}>
      <h2>
        <Header type="button" aria-expanded={isOpen} aria-controls={`${ids}-body`} onClick={toggle}>
          <Title id={`${ids}-title`}>{title}</Title>
          <Meta tag="span">{meta}</Meta>
          <Chevron $isOpen={isOpen} aria-hidden />
        </Header>
      </h2>
      <Body id={`${ids}-body`} hidden={!isOpen}>
        {children}
      </Body>
    </Panel>
  );
}
