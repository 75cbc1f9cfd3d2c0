import { type ReactNode, useId } from "react";
import { FormattedMessage } from "react-intl";
import { ExternalLink } from "../../ui/external-link.tsx";
import { Box, Heading, Row, Stack } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { Sign } from "../parts/sign.tsx";

interface MadeBoxProps {
  kind: "view" | "automation";
  /** Where it is in Zendesk; null: not made. */
  url: string | null;
  problem: string | null;
  children: ReactNode;
}

/** Something that we make in Zendesk: what it is, whether it is there, and what can be done. */
export function MadeBox({ kind, url, problem, children }: MadeBoxProps) {
  const heading = useId();
  return (
    <Box aria-labelledby={heading}>
      <Stack $gap={12}>
        <div>
          <Heading id={heading}>
            <FormattedMessage id={`made.${kind}`} />
          </Heading>
          <p>
            <FormattedMessage id={`made.${kind}.what`} />
          </p>
        </div>
        <Row>
          <Sign tone={url ? "good" : "nothing"}>
            <FormattedMessage id={url ? "made.is_made" : "made.not_made"} />
          </Sign>
          {url && (
            <ExternalLink href={url}>
              <FormattedMessage id="made.look" />
            </ExternalLink>
          )}
        </Row>
        {children}
        <Problem text={problem} />
      </Stack>
    </Box>
  );
}
