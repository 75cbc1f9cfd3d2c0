import { focusStyles } from "@zendeskgarden/react-theming";
import { css } from "styled-components";

/** Garden's ring around what has the keyboard. */
export const focusRing = css`
  border-radius: ${({ theme }) => theme.borderRadii.md};
  ${({ theme }) => focusStyles({ theme })}
`;
