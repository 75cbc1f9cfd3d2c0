import styled from "styled-components";
import { color } from "../../ui/color.ts";

const Bar = styled.div`
  display: flex;
  flex: 1;
  gap: 2px;
  height: 12px;
  border-radius: ${({ theme }) => theme.borderRadii.md};
  overflow: hidden;
  color: ${color("background.primaryEmphasis")};
`;

const Part = styled.div<{ $share: number }>`
  flex: ${({ $share }) => $share} 0 0;
`;

const Past = styled(Part)`
  background: currentcolor;
`;

const Predicted = styled(Part)`
  border: 1px solid currentcolor;
  border-start-end-radius: inherit;
  border-end-end-radius: inherit;
  background: repeating-linear-gradient(135deg, currentcolor 0 1.5px, transparent 1.5px 5px);
`;

interface ValueBarProps {
  past: number;
  predicted: number;
  label: string;
}

/** One bar without an axis: past solid, predicted hatched. */
export function ValueBar({ past, predicted, label }: ValueBarProps) {
  if (past <= 0 && predicted <= 0) return null;
  return (
    <Bar role="img" aria-label={label} title={label}>
      {past > 0 && <Past $share={past} />}
      {predicted > 0 && <Predicted $share={predicted} />}
    </Bar>
  );
}
