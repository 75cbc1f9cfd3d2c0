import { Field, Input } from "@zendeskgarden/react-forms";
import { type ReactNode, useState } from "react";
import { Wrong } from "./wrong.tsx";

interface WordsFieldProps {
  label: ReactNode;
  hint: ReactNode;
  values: string[];
  onChange: (values: string[]) => void;
  /** What is wrong with them; null when nothing is. */
  wrong: ReactNode;
}

/** Several words in one line, with commas between them. */
export function WordsField({ label, hint, values, onChange, wrong }: WordsFieldProps) {
  const [text, setText] = useState(values.join(", "));
  const write = (written: string) => {
    setText(written);
    onChange(split(written));
  };
  return (
    <Field>
      <Field.Label>{label}</Field.Label>
      <Field.Hint>{hint}</Field.Hint>
      <Input
        value={text}
        spellCheck={false}
        {...(wrong ? { validation: "error" } : {})}
        onChange={({ target }) => write(target.value)}
      />
      <Wrong>{wrong}</Wrong>
    </Field>
  );
}

/** The words of a line, each once. */
export function split(line: string): string[] {
  const words = line
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  return [...new Set(words)];
}
