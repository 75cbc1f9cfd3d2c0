import { lazy, type ReactElement, Suspense, useEffect, useState } from "react";

const Tooltip = lazy(() =>
  import("@zendeskgarden/react-tooltips").then((tooltips) => ({ default: tooltips.Tooltip })),
);

const AFTER_FIRST_PAINT = 1_000;

interface HintProps {
  content: string;
  children: ReactElement;
}

/** A tooltip, whose code is fetched once the page stands. */
export function Hint({ content, children }: HintProps) {
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWanted(true), AFTER_FIRST_PAINT);
    return () => clearTimeout(timer);
  }, []);
  if (!isWanted) return children;
  return (
    <Suspense fallback={children}>
      <Tooltip content={content} size="medium" style={{ maxWidth: 240 }}>
        {children}
      </Tooltip>
    </Suspense>
  );
}
