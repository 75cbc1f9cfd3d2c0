import type { Settings } from "@sidethread/shared/settings";
import { Input } from "@zendeskgarden/react-forms";
import { FormattedMessage, useIntl } from "react-intl";
import { formatPhone } from "../../format/phone.ts";
import { Empty } from "../../ui/card.tsx";
import { Figures } from "../../ui/text.tsx";
import { Columns } from "../parts/columns.tsx";
import { Table } from "../parts/table.ts";
import { Group, type GroupProps } from "./group.tsx";

type Price = Settings["prices"][string];

const FREE: Price = { currency: "USD", in: 0, out: 0 };

/** What a part of a text costs, by the number that it goes through. */
export function PricesGroup(props: GroupProps) {
  const numbers = [...new Set(props.state.numbers.map(({ number }) => number))];
  return (
    <Group title="settings.prices" {...props}>
      {({ value: { prices }, set, isWrong }) =>
        numbers.length === 0 ? (
          <Empty>
            <FormattedMessage id="settings.prices.no_numbers" />
          </Empty>
        ) : (
          <>
            <p>
              <FormattedMessage id="settings.prices.hint" />
            </p>
            <Table>
              <Columns
                ids={["settings.number", "settings.currency", "settings.price_in", "settings.price_out"]}
              />
              <tbody>
                {numbers.map((number) => (
                  <PriceRow
                    key={number}
                    number={number}
                    price={prices[number] ?? FREE}
                    onChange={(price) => set({ prices: { ...prices, [number]: price } })}
                  />
                ))}
              </tbody>
            </Table>
            {isWrong("prices") && (
              <p role="alert">
                <FormattedMessage id="settings.prices.wrong" />
              </p>
            )}
          </>
        )
      }
    </Group>
  );
}

interface PriceRowProps {
  number: string;
  price: Price;
  onChange: (price: Price) => void;
}

function PriceRow({ number, price, onChange }: PriceRowProps) {
  const intl = useIntl();
  const label = (id: "settings.currency" | "settings.price_in" | "settings.price_out") =>
    `${intl.formatMessage({ id })}, ${formatPhone(number)}`;
  const amount = (way: "in" | "out") => (
    <Input
      isCompact
      type="number"
      min={0}
      step="any"
      aria-label={label(`settings.price_${way}`)}
      value={Number.isNaN(price[way]) ? "" : price[way]}
      onChange={({ target }) => onChange({ ...price, [way]: target.valueAsNumber })}
    />
  );
  return (
    <tr>
      <th scope="row">
        <Figures>{formatPhone(number)}</Figures>
      </th>
      <td>
        <Input
          isCompact
          maxLength={3}
          aria-label={label("settings.currency")}
          value={price.currency}
          onChange={({ target }) => onChange({ ...price, currency: target.value.toUpperCase() })}
        />
      </td>
      <td>{amount("in")}</td>
      <td>{amount("out")}</td>
    </tr>
  );
}
