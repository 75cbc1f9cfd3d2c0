import { Field } from "@zendeskgarden/react-forms";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";

/** What is wrong with a field, under it. */
export function Wrong({ children }: { children: ReactNode }) {
  const intl = useIntl();
  if (!children) return null;
  return (
    <Field.Message validation="error" validationLabel={intl.formatMessage({ id: "settings.wrong" })}>
      {children}
    </Field.Message>
  );
}
