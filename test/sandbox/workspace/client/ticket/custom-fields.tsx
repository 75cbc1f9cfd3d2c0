import { useStore } from "../api/store.ts";
import type { TicketField } from "../api/types.ts";
import { useSession } from "../session.ts";
import { Field } from "../ui/field.tsx";
import { type Draft, edited } from "./draft.ts";
import { SelectField } from "./select-field.tsx";

interface CustomFieldProps {
  field: TicketField;
  value: unknown;
  onChange(value: unknown): void;
}

function CustomField({ field, value, onChange }: CustomFieldProps) {
  const text = value === null || value === undefined ? "" : String(value);
  if (field.type === "checkbox") {
    return (
      <label className="check">
        <input
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>{field.title}</span>
      </label>
    );
  }
  if (field.type === "tagger") {
    const options = field.custom_field_options ?? [];
    return <SelectField label={field.title} value={text} options={options} onChange={onChange} />;
  }
  return (
    <Field label={field.title}>
      {(id) => (
        <input
          id={id}
          type={field.type === "date" ? "date" : "text"}
          value={text}
          placeholder="–"
          onChange={(event) => onChange(event.target.value || null)}
        />
      )}
    </Field>
  );
}

/** The account's own fields. */
export function CustomFields({ draft }: { draft: Draft }) {
  const { fields } = useSession();
  const { custom_fields: values = [] } = edited(useStore(draft));
  const change = (id: number, value: unknown) =>
    draft.edit({ custom: { ...draft.get().edits.custom, [id]: value } });

  return (
    <>
      {values.map(({ id, value }) => {
        const field = fields.find((candidate) => candidate.id === id);
        return (
          field && <CustomField key={id} field={field} value={value} onChange={(next) => change(id, next)} />
        );
      })}
    </>
  );
}
