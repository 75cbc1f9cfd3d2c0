import type { AdminHealth } from "@sidethread/shared/admin";
import { FormattedMessage } from "react-intl";
import { Empty } from "../../ui/card.tsx";
import { Part } from "../parts/page.tsx";
import { DeadLetterBox } from "./dead-letter-box.tsx";

interface DeadLettersProps {
  letters: AdminHealth["deadLetters"];
  reload: () => void;
}

/** Work that failed for good, with why, and the ways to go on. */
export function DeadLetters({ letters, reload }: DeadLettersProps) {
  return (
    <Part title="health.dead">
      {() =>
        letters.length === 0 ? (
          <Empty>
            <FormattedMessage id="health.dead.none" />
          </Empty>
        ) : (
          letters.map((letter) => <DeadLetterBox key={letter.id} letter={letter} reload={reload} />)
        )
      }
    </Part>
  );
}
