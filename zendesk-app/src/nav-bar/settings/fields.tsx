import { Checkbox, Field, Fieldset, Radio, Toggle } from "@zendeskgarden/react-forms";
import { type ReactNode, useId } from "react";

interface SwitchProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** On or off. */
export function Switch({ label, hint, checked, onChange }: SwitchProps) {
  return (
    <Field>
      <Toggle checked={checked} onChange={({ target }) => onChange(target.checked)}>
        <Field.Label>{label}</Field.Label>
        {hint && <Field.Hint>{hint}</Field.Hint>}
      </Toggle>
    </Field>
  );
}

interface OneOfProps<Value extends string> {
  legend: ReactNode;
  options: { value: Value; label: ReactNode; hint?: ReactNode }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few. */
export function OneOf<Value extends string>({ legend, options, value, onChange }: OneOfProps<Value>) {
  const name = useId();
  return (
    <Fieldset>
      <Fieldset.Legend>{legend}</Fieldset.Legend>
      {options.map((option) => (
        <Field key={option.value}>
          <Radio name={name} checked={option.value === value} onChange={() => onChange(option.value)}>
            <Field.Label isRegular>{option.label}</Field.Label>
            {option.hint && <Field.Hint>{option.hint}</Field.Hint>}
          </Radio>
        </Field>
      ))}
    </Fieldset>
  );
}

interface SomeOfProps<Value extends string> {
  legend: ReactNode;
  options: { value: Value; label: ReactNode }[];
  values: readonly Value[];
  onChange: (values: Value[]) => void;
}

/** Any of a few, in their order. */
export function SomeOf<Value extends string>({ legend, options, values, onChange }: SomeOfProps<Value>) {
  const chosen = options.map(({ value }) => value);
  const flip = (flipped: Value) => chosen.filter((value) => (value === flipped) !== values.includes(value));
  return (
    <Fieldset>
      <Fieldset.Legend>{legend}</Fieldset.Legend>
      {options.map(({ value, label }) => (
        <Field key={value}>
          <Checkbox checked={values.includes(value)} onChange={() => onChange(flip(value))}>
            <Field.Label isRegular>{label}</Field.Label>
          </Checkbox>
        </Field>
      ))}
    </Fieldset>
  );
}
