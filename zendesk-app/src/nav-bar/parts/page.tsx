import { type ReactNode, useId } from "react";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import type { WordId } from "../../i18n/messages.ts";
import { color } from "../../ui/color.ts";

const Title = styled.h1`
  font-size: ${({ theme }) => theme.fontSizes.xxl};
  line-height: ${({ theme }) => theme.lineHeights.xxl};
`;

const Intro = styled.p`
  margin: 8px 0 24px;
  color: ${color("foreground.subtle")};
`;

interface PageTitleProps {
  id: WordId;
  /** What one does here, in a line. */
  intro?: WordId;
}

export function PageTitle({ id, intro }: PageTitleProps) {
  return (
    <>
      <Title>
        <FormattedMessage id={id} />
      </Title>
      {intro && (
        <Intro>
          <FormattedMessage id={intro} />
        </Intro>
      )}
    </>
  );
}

const Frame = styled.section`
  margin-top: 32px;
`;

export const Heading = styled.h2`
  margin: 0 0 8px;
  font-size: ${({ theme }) => theme.fontSizes.lg};
  font-weight: ${({ theme }) => theme.fontWeights.semibold};
`;

/** A part of a page under its heading. */
export function Part({ title, children }: { title: WordId; children: (heading: string) => ReactNode }) {
  const heading = useId();
  return (
    <Frame aria-labelledby={heading}>
      <Heading id={heading}>
        <FormattedMessage id={title} />
      </Heading>
      {children(heading)}
    </Frame>
  );
}

/** A box around things that belong together. */
export const Box = styled.section`
  padding: 20px;
  border: 1px solid ${color("border.default")};
  border-radius: ${({ theme }) => theme.borderRadii.md};

  & + & {
    margin-top: 16px;
  }
`;

/** Buttons beside each other, and what is said of them. */
export const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 12px;
`;

/** Things under each other. */
export const Stack = styled.div<{ $gap?: number }>`
  display: grid;
  gap: ${({ $gap = 16 }) => $gap}px;
`;
