import { Anchor } from "@zendeskgarden/react-buttons";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";

/** A link out of Zendesk. */
export function ExternalLink({ href, children }: { href: string; children: ReactNode }) {
  const intl = useIntl();
  return (
    <Anchor
      href={href}
      isExternal
      externalIconLabel={`(${intl.formatMessage({ id: "common.opens_new_tab" })})`}
      target="_blank"
      rel="noopener noreferrer"
    >
      {children}
    </Anchor>
  );
}
