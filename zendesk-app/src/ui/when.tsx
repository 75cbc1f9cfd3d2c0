import { formatFully, formatWhen } from "../format/moment.ts";
import { useReader } from "./reader.ts";
import { Figures } from "./text.tsx";

interface WhenProps {
  instant: string;
  /** How it is said; as a moment if not given. */
  children?: string;
}

/** A moment as people say it, with the full date in its title. */
export function When({ instant, children }: WhenProps) {
  const reader = useReader();
  return (
    <Figures as="time" dateTime={instant} title={formatFully(reader, instant)}>
      {children ?? formatWhen(reader, instant)}
    </Figures>
  );
}
