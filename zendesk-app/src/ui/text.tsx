import { SM } from "@zendeskgarden/react-typography";
import styled from "styled-components";
import { color } from "./color.ts";

/** Text that steps back: smaller and paler. */
export const Subtle = styled(SM)`
  color: ${color("foreground.subtle")};
`;

/** Figures that stay in their columns. */
export const Figures = styled.span`
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
`;

/** Heard, not seen. */
export const Spoken = styled.span`
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
`;

/** A button that looks like the text it holds. */
export const PlainButton = styled.button`
  padding: 0;
  border: 0;
  background: none;
  color: inherit;
  font: inherit;
  text-align: start;
  cursor: pointer;
`;
