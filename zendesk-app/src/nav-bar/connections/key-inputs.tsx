import { Field, Input } from "@zendeskgarden/react-forms";
import { FormattedMessage } from "react-intl";
import type { KeyField } from "./key-fields.ts";

/** Fields of a form, each with where its content is found. No browser offers to keep a secret. */
export function KeyInputs({ fields }: { fields: KeyField[] }) {
  return fields.map(({ name, type }) => (
    <Field key={name}>
      <Field.Label>
        <FormattedMessage id={`connect.field.${name}`} />
      </Field.Label>
      <Field.Hint>
        <FormattedMessage id={`connect.hint.${name}`} />
      </Field.Hint>
      <Input
        name={name}
        type={type}
        required
        autoComplete={type === "password" ? "new-password" : "off"}
        spellCheck={false}
      />
    </Field>
  ));
}
