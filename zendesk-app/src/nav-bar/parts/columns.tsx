import { FormattedMessage } from "react-intl";
import type { WordId } from "../../i18n/messages.ts";

/** The head of a table. */
export function Columns({ ids }: { ids: WordId[] }) {
  return (
    <thead>
      <tr>
        {ids.map((id) => (
          <th key={id} scope="col">
            <FormattedMessage id={id} />
          </th>
        ))}
      </tr>
    </thead>
  );
}
