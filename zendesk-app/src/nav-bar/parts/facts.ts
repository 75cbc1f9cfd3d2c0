import styled from "styled-components";
import { color } from "../../ui/color.ts";

/** Names with what they stand for, in two columns. */
export const Facts = styled.dl`
  display: grid;
  grid-template-columns: minmax(96px, max-content) 1fr;
  gap: 4px 16px;

  dt {
    color: ${color("foreground.subtle")};
  }

  dd {
    min-width: 0;
    overflow-wrap: anywhere;
  }
`;
