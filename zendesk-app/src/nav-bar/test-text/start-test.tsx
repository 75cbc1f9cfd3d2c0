import type { AdminState, TestText } from "@sidethread/shared/admin";
import { Button } from "@zendeskgarden/react-buttons";
import { Field, Input, Select } from "@zendeskgarden/react-forms";
import { type FormEvent, useState } from "react";
import { FormattedMessage } from "react-intl";
import { formatPhone } from "../../format/phone.ts";
import { useAction } from "../data/use-action.ts";
import { Box, Stack } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { writtenInto } from "../parts/written-into.ts";

interface StartTestProps {
  numbers: AdminState["numbers"];
  isAgain: boolean;
  onStart: (id: string) => void;
}

/** Asks which phone will text, and to which of our numbers. */
export function StartTest({ numbers, isAgain, onStart }: StartTestProps) {
  const { isBusy, problem, run } = useAction();
  const choices = [...new Set(numbers.map(({ number }) => number))];
  const [number, setNumber] = useState(choices[0] ?? "");
  const start = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const phone = writtenInto(event.currentTarget).phone?.replace(/[\s()./-]/g, "");
    const answer = await run<TestText>({
      method: "POST",
      path: "/admin/test-texts",
      body: { phone, number },
    });
    if (answer.ok) onStart(answer.body.id);
  };
  return (
    <Box>
      <form onSubmit={start}>
        <Stack>
          <Field>
            <Field.Label>
              <FormattedMessage id="test.phone" />
            </Field.Label>
            <Field.Hint>
              <FormattedMessage id="test.phone.hint" />
            </Field.Hint>
            <Input name="phone" type="tel" required autoComplete="tel" />
          </Field>
          <Field>
            <Field.Label>
              <FormattedMessage id="test.number" />
            </Field.Label>
            <Select value={number} onChange={({ target }) => setNumber(target.value)}>
              {choices.map((choice) => (
                <option key={choice} value={choice}>
                  {formatPhone(choice)}
                </option>
              ))}
            </Select>
          </Field>
          <div>
            <Button type="submit" isPrimary={!isAgain} disabled={isBusy}>
              <FormattedMessage id={isAgain ? "test.again" : "test.start"} />
            </Button>
          </div>
          <Problem text={problem} />
        </Stack>
      </form>
    </Box>
  );
}
