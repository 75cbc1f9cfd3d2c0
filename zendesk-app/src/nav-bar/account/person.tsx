import { Button } from "@zendeskgarden/react-buttons";
import { Field, Input } from "@zendeskgarden/react-forms";
import { type FormEvent, useState } from "react";
import { FormattedMessage } from "react-intl";
import { Notice } from "../../ui/notice.tsx";
import { useAction } from "../data/use-action.ts";
import { Confirm } from "../parts/confirm.tsx";
import { Row, Stack } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { Wrong } from "../settings/wrong.tsx";
import { namedPerson } from "./named-person.ts";
import { saveFile } from "./save-file.ts";

type Done = "exported" | "erasing";

/** Gives out or erases all that is known of a person, by their e-mail or phone. */
export function Person() {
  const { isBusy, problem, run } = useAction();
  const [written, setWritten] = useState("");
  const [isWrong, setWrong] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  const person = namedPerson(written);

  const write = (text: string) => {
    setWritten(text);
    setWrong(false);
    setDone(null);
  };
  const give = async (event: FormEvent) => {
    event.preventDefault();
    setWrong(!person);
    if (!person) return;
    const answer = await run({ method: "POST", path: "/admin/people/export", body: person });
    if (!answer.ok) return;
    saveFile("person.json", answer.body);
    setDone("exported");
  };
  const erase = async () => {
    const answer = await run({ method: "POST", path: "/admin/people/erase", body: person });
    if (!answer.ok) return;
    setAsked(false);
    setWritten("");
    setDone("erasing");
  };
  const ask = () => {
    setWrong(!person);
    setDone(null);
    setAsked(person !== null);
  };
  return (
    <form onSubmit={give} noValidate>
      <Stack>
        <p>
          <FormattedMessage id="account.person.what" />
        </p>
        <Field>
          <Field.Label>
            <FormattedMessage id="account.person.who" />
          </Field.Label>
          <Field.Hint>
            <FormattedMessage id="account.person.who.hint" />
          </Field.Hint>
          <Input
            value={written}
            disabled={isAsked}
            {...(isWrong && { validation: "error" as const })}
            onChange={({ target }) => write(target.value)}
          />
          <Wrong>{isWrong && <FormattedMessage id="account.person.wrong" />}</Wrong>
        </Field>
        {isAsked ? (
          <Confirm
            title={<FormattedMessage id="account.person.erase.title" values={{ who: written.trim() }} />}
            act={<FormattedMessage id="account.person.erase" />}
            onAct={erase}
            onLeave={() => setAsked(false)}
            isBusy={isBusy}
            problem={problem}
          >
            <FormattedMessage id="account.person.erase.happens" />
          </Confirm>
        ) : (
          <>
            <Row>
              <Button size="small" type="submit" disabled={isBusy}>
                <FormattedMessage id="account.person.export" />
              </Button>
              <Button size="small" isDanger disabled={isBusy} onClick={ask}>
                <FormattedMessage id="account.person.erase" />
              </Button>
            </Row>
            <Problem text={problem} />
          </>
        )}
        <div role="status">
          {done && (
            <Notice type="success">
              <FormattedMessage id={`account.person.${done}`} />
            </Notice>
          )}
        </div>
      </Stack>
    </form>
  );
}
