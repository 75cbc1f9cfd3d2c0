import type { AdminState } from "@sidethread/shared/admin";
import { Field, Fieldset, Select } from "@zendeskgarden/react-forms";
import { FormattedMessage } from "react-intl";
import { connectedKlaviyos } from "../connections/klaviyo-brands.ts";

interface KlaviyoBrandsProps {
  state: Pick<AdminState, "brands" | "connections">;
  value: Record<string, string>;
  onChange: (value: Record<string, string>) => void;
}

/** Which Klaviyo account each brand belongs to. */
export function KlaviyoBrands({ state, value, onChange }: KlaviyoBrandsProps) {
  const connected = connectedKlaviyos(state);
  const main = connected.find(({ isMain }) => isMain);
  const choose = (brandId: string, klaviyoAccountId: string) => {
    const { [brandId]: _, ...others } = value;
    onChange(klaviyoAccountId === "" ? others : { ...others, [brandId]: klaviyoAccountId });
  };
  return (
    <Fieldset>
      <Fieldset.Legend>
        <FormattedMessage id="settings.klaviyo_brands" />
      </Fieldset.Legend>
      <Field.Hint>
        <FormattedMessage id="settings.klaviyo_brands.hint" />
      </Field.Hint>
      {state.brands.map(({ id, name }) => (
        <Field key={id}>
          <Field.Label isRegular>{name}</Field.Label>
          <Select value={value[id] ?? ""} onChange={({ target }) => choose(id, target.value)}>
            <FormattedMessage
              id={main ? "settings.klaviyo_brands.main" : "settings.klaviyo_brands.none"}
              values={{ account: main?.label }}
            >
              {(words) => <option value="">{words}</option>}
            </FormattedMessage>
            {connected.map(
              ({ key, label, isMain }) =>
                (!isMain || value[id] === key) && (
                  <option key={key} value={key}>
                    {label}
                  </option>
                ),
            )}
            {value[id] && !connected.some(({ key }) => key === value[id]) && (
              <FormattedMessage id="settings.klaviyo_brands.gone" values={{ account: value[id] }}>
                {(words) => <option value={value[id]}>{words}</option>}
              </FormattedMessage>
            )}
          </Select>
        </Field>
      ))}
    </Fieldset>
  );
}
