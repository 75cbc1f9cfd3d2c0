import { Alert } from "@zendeskgarden/react-notifications";
import styled from "styled-components";

/** Garden's alert at the size of a sidebar. The live region around it speaks, so that it is said once. */
export const Notice = styled(Alert).attrs(({ role = "none" }) => ({ role }))`
  && {
    padding: 12px 12px 12px 40px;

    & > svg {
      inset-inline-start: 12px;
      margin-top: 2px;
    }
  }
`;
