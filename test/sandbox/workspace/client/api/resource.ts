import { useCallback, useEffect, useState } from "react";

export interface Resource<T> {
  data: T | undefined;
  error: string | null;
  reload(): void;
}

/** Loads something for a component, again when `load` or `version` changes; old data stays until the new is there. */
export function useResource<T>(load: () => Promise<T>, version: unknown = 0): Resource<T> {
  const [state, setState] = useState<{ data: T | undefined; error: string | null }>({
    data: undefined,
    error: null,
  });
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` and `attempt` mean "again"
  useEffect(() => {
    let current = true;
    load().then(
      (data) => current && setState({ data, error: null }),
      (error: Error) => current && setState(({ data }) => ({ data, error: error.message })),
    );
    return () => {
      current = false;
    };
  }, [load, version, attempt]);

  return { ...state, reload: useCallback(() => setAttempt((count) => count + 1), []) };
}
