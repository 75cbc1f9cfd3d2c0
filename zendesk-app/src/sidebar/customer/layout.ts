import styled from "styled-components";

/** Avatar, details, menu. */
export const HeadGrid = styled.div`
  display: grid;
  grid-template-rows: minmax(32px, auto) auto;
  grid-template-columns: 40px minmax(0, 1fr) auto;
  column-gap: 12px;
  align-items: start;
`;

export const Details = styled.div`
  grid-column: 2 / -1;
`;
