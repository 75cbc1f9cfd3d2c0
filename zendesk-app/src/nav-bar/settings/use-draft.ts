import { type Settings, type SomeSettings, someSettings } from "@sidethread/shared/settings";
import { useState } from "react";

export interface Draft {
  /** The settings as they would be. */
  value: Settings;
  set: (changes: SomeSettings) => void;
  /** What differs from what is saved. */
  changes: SomeSettings;
  isChanged: boolean;
  /** Whether what stands under a path, as `keywords.own.stop`, is not understood. */
  isWrong: (path: string) => boolean;
  isValid: boolean;
  discard: () => void;
}

/** Settings that somebody changes and has not saved yet. */
export function useDraft(saved: Settings): Draft {
  const [written, setWritten] = useState<SomeSettings>({});
  const changes = differing(written, saved);
  const checked = someSettings.safeParse(changes);
  const wrong = checked.error?.issues.map(({ path }) => path.join(".")) ?? [];
  return {
    value: { ...saved, ...changes } as Settings,
    set: (next) => setWritten({ ...written, ...next }),
    changes,
    isChanged: Object.keys(changes).length > 0,
    isWrong: (path) => wrong.some((one) => one === path || one.startsWith(`${path}.`)),
    isValid: checked.success,
    discard: () => setWritten({}),
  };
}

/** Those of the written settings that differ from the saved ones. */
export function differing(written: SomeSettings, saved: Settings): SomeSettings {
  const isNew = ([key, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(saved[key as keyof Settings]);
  return Object.fromEntries(Object.entries(written).filter(isNew));
}
