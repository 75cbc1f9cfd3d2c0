import styled from "styled-components";
import { color } from "../../ui/color.ts";

/** Rows and columns; scrolls by itself where the page is narrow. */
export const Table = styled.table`
  width: 100%;
  border-collapse: collapse;

  th,
  td {
    padding: 12px 8px;
    border-bottom: 1px solid ${color("border.subtle")};
    font-weight: ${({ theme }) => theme.fontWeights.regular};
    text-align: start;
    vertical-align: top;
  }

  thead th {
    padding-block: 8px;
    border-bottom-color: ${color("border.default")};
    color: ${color("foreground.subtle")};
    font-size: ${({ theme }) => theme.fontSizes.sm};
    white-space: nowrap;
  }

  tbody th {
    font-weight: ${({ theme }) => theme.fontWeights.semibold};
  }
`;
