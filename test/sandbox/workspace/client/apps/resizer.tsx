import { type KeyboardEvent, type PointerEvent, useState } from "react";

const NARROWEST = 258;
const WIDEST = 640;
const STEP = 16;

const within = (width: number) => Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)));

interface ResizerProps {
  width: number;
  onResize(width: number): void;
}

/** The panel's left edge, to drag or to move with the arrow keys. */
export function Resizer({ width, onResize }: ResizerProps) {
  const [start, setStart] = useState<{ x: number; width: number } | null>(null);

  const grab = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setStart({ x: event.clientX, width });
  };
  const drag = (event: PointerEvent) => {
    if (start) onResize(within(start.width + start.x - event.clientX));
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
    if (step) onResize(within(width + step));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is no <hr>
    <div
      className="resizer"
      role="separator"
      aria-label="Panel width"
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      tabIndex={0}
      data-dragging={start !== null}
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={() => setStart(null)}
      onKeyDown={onKey}
    />
  );
}
