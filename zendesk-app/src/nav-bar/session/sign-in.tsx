import { Button } from "@zendeskgarden/react-buttons";
import { useState } from "react";
import { FormattedMessage } from "react-intl";
import styled from "styled-components";
import { backendOrigin } from "../../backend/origin.ts";
import { useZaf } from "../../zaf/zaf-provider.tsx";
import { Problem } from "../parts/problem.tsx";
import { useAdmin } from "./admin-provider.tsx";
import { askForConsent } from "./consent-window.ts";
import { useConsentWords } from "./use-consent-words.ts";

const Frame = styled.div`
  display: grid;
  gap: 12px;
  justify-items: start;
  max-width: 560px;
  margin-top: 8px;
`;

/** Asks an admin to sign in with Zendesk, and says why where a session ended or sign-in did not work. */
export function SignIn() {
  const { session: viewer } = useZaf();
  const { begin, hasEnded } = useAdmin();
  const say = useConsentWords();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const signIn = async () => {
    setProblem(null);
    setOpen(true);
    const asked = new URLSearchParams({ subdomain: viewer.subdomain, opener: location.origin });
    const end = await askForConsent(backendOrigin(), `${backendOrigin()}/oauth/zendesk/start?${asked}`);
    setOpen(false);
    if (end?.outcome === "signed_in") begin(end.session);
    else setProblem(say(end));
  };
  return (
    <Frame>
      <p role="status">
        <FormattedMessage id={hasEnded ? "session.ended" : "session.why"} />
      </p>
      <Button isPrimary disabled={isOpen} onClick={signIn}>
        <FormattedMessage id={isOpen ? "session.open" : "session.sign_in"} />
      </Button>
      <Problem text={problem} />
    </Frame>
  );
}
