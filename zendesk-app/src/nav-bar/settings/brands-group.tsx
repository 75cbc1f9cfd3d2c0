import { Field, Select } from "@zendeskgarden/react-forms";
import { FormattedMessage } from "react-intl";
import { hasSeveralKlaviyos } from "../connections/klaviyo-brands.ts";
import { Stack } from "../parts/page.tsx";
import { OneOf, SomeOf, Switch } from "./fields.tsx";
import { Group, type GroupProps } from "./group.tsx";
import { KlaviyoBrands } from "./klaviyo-brands.tsx";
import { Wrong } from "./wrong.tsx";

/** Which brands' tickets count, where texts become tickets, and at which Klaviyo account each brand is. */
export function BrandsGroup(props: GroupProps) {
  const { brands } = props.state;
  const ids = brands.map(({ id }) => id);
  return (
    <Group title="settings.brands" {...props}>
      {({ value: { metricBrandIds, textTickets, textBrandId, klaviyoByBrand }, set, isWrong }) => (
        <>
          <Stack $gap={12}>
            <OneOf
              legend={<FormattedMessage id="settings.metric_brands" />}
              value={metricBrandIds === null ? "all" : "some"}
              onChange={(which) => set({ metricBrandIds: which === "all" ? null : ids })}
              options={[
                { value: "all", label: <FormattedMessage id="settings.metric_brands.all" /> },
                { value: "some", label: <FormattedMessage id="settings.metric_brands.some" /> },
              ]}
            />
            {metricBrandIds !== null && (
              <Field>
                <SomeOf
                  legend={<FormattedMessage id="settings.metric_brands.which" />}
                  options={withUnknown(brands, metricBrandIds)}
                  values={metricBrandIds}
                  onChange={(chosen) => set({ metricBrandIds: chosen })}
                />
                <Wrong>
                  {isWrong("metricBrandIds") && <FormattedMessage id="settings.metric_brands.none" />}
                </Wrong>
              </Field>
            )}
          </Stack>
          <Switch
            label={<FormattedMessage id="settings.text_tickets" />}
            hint={<FormattedMessage id="settings.text_tickets.hint" />}
            checked={textTickets}
            onChange={(checked) => set({ textTickets: checked })}
          />
          {textTickets && (
            <Field>
              <Field.Label>
                <FormattedMessage id="settings.text_brand" />
              </Field.Label>
              <Field.Hint>
                <FormattedMessage id="settings.text_brand.hint" />
              </Field.Hint>
              <Select
                value={textBrandId ?? ""}
                onChange={({ target }) => set({ textBrandId: target.value || null })}
              >
                <FormattedMessage id="settings.text_brand.default">
                  {(name) => <option value="">{name}</option>}
                </FormattedMessage>
                {withUnknown(brands, textBrandId ? [textBrandId] : []).map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          {hasSeveralKlaviyos(props.state) && (
            <KlaviyoBrands
              state={props.state}
              value={klaviyoByBrand}
              onChange={(chosen) => set({ klaviyoByBrand: chosen })}
            />
          )}
        </>
      )}
    </Group>
  );
}

/** The brands there are, and those chosen before that Zendesk no longer names. */
function withUnknown(brands: GroupProps["state"]["brands"], chosen: string[]) {
  const known = brands.map(({ id, name }) => ({ value: id, label: name }));
  const unknown = chosen.filter((id) => !brands.some((brand) => brand.id === id));
  return [...known, ...unknown.map((id) => ({ value: id, label: id }))];
}
