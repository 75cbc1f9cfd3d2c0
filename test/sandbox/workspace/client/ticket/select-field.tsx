import { Field } from "../ui/field.tsx";

interface SelectFieldProps {
  label: string;
  value: string | null;
  options: { value: string; name: string }[];
  onChange(value: string | null): void;
}

/** A field with a few fixed values, or none. */
export const SelectField = ({ label, value, options, onChange }: SelectFieldProps) => (
  <Field label={label}>
    {(id) => (
      <select id={id} value={value ?? ""} onChange={(event) => onChange(event.target.value || null)}>
        <option value="">–</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    )}
  </Field>
);
