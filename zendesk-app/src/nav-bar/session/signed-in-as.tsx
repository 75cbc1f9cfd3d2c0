import { Button } from "@zendeskgarden/react-buttons";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { color } from "../../ui/color.ts";
import { Subtle } from "../../ui/text.tsx";
import { useAdmin } from "./admin-provider.tsx";

const Frame = styled.div`
  display: grid;
  gap: 4px;
  justify-items: start;
  margin: 16px 12px 0;
  padding-top: 16px;
  border-top: 1px solid ${color("border.subtle")};

  @container page (max-width: 800px) {
    grid-template-columns: 1fr auto;
    margin: 8px 0 0;
    padding-top: 8px;
  }
`;

/** Who is signed in, and the way out. */
export function SignedInAs() {
  const { session, signOut } = useAdmin();
  if (!session) return null;
  return (
    <Frame>
      <Subtle>
        <FormattedMessage id="session.signed_in_as" values={{ name: session.name }} />
      </Subtle>
      <Button isLink onClick={signOut}>
        <FormattedMessage id="session.sign_out" />
      </Button>
    </Frame>
  );
}
