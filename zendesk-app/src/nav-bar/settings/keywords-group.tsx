import { keywordLanguage } from "@sidethread/shared/settings";
import { FormattedMessage } from "react-intl";
import { Notice } from "../../ui/notice.tsx";
import { useReader } from "../../ui/reader.ts";
import { Stack } from "../parts/page.tsx";
import { OneOf, SomeOf } from "./fields.tsx";
import { Group, type GroupProps } from "./group.tsx";
import { WordsField } from "./words-field.tsx";

const KINDS = ["stop", "start", "subscribe", "automation", "help"] as const;

/** Which words mean stop, start, help, or set something off. */
export function KeywordsGroup(props: GroupProps) {
  const { locale } = useReader();
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const languages = keywordLanguage.options.map((value) => ({ value, label: names.of(value) ?? value }));
  return (
    <Group title="settings.keywords" {...props}>
      {({ value: { keywords }, set, isWrong }) => (
        <>
          <SomeOf
            legend={<FormattedMessage id="settings.languages" />}
            options={languages}
            values={keywords.languages}
            onChange={(chosen) => set({ keywords: { ...keywords, languages: chosen } })}
          />
          <Stack $gap={12}>
            <OneOf
              legend={<FormattedMessage id="settings.stop_words" />}
              value={keywords.stopWords}
              onChange={(chosen) => set({ keywords: { ...keywords, stopWords: chosen } })}
              options={[
                {
                  value: "whole_text",
                  label: <FormattedMessage id="settings.stop_words.whole_text" />,
                  hint: <FormattedMessage id="settings.stop_words.whole_text.hint" />,
                },
                { value: "contains", label: <FormattedMessage id="settings.stop_words.contains" /> },
              ]}
            />
            <div role="status">
              {keywords.stopWords === "contains" && (
                <Notice type="warning">
                  <FormattedMessage id="settings.stop_words.warning" />
                </Notice>
              )}
            </div>
          </Stack>
          {KINDS.map((kind) => (
            <WordsField
              key={kind}
              label={<FormattedMessage id={`settings.own.${kind}`} />}
              hint={<FormattedMessage id={`settings.own.${kind}.hint`} />}
              values={keywords.own[kind]}
              onChange={(words) =>
                set({ keywords: { ...keywords, own: { ...keywords.own, [kind]: words } } })
              }
              wrong={isWrong(`keywords.own.${kind}`) && <FormattedMessage id="settings.own.wrong" />}
            />
          ))}
        </>
      )}
    </Group>
  );
}
