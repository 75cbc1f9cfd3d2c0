import { BaseSequencer, type TestSpecification } from "vitest/node";

/** They take half a minute and more, most of it waiting. */
const LONGEST = ["journeys/accessibility", "faults/short", "integration/inbound-burst", "integration/backup"];

const isLongest = ({ moduleId }: TestSpecification) =>
  LONGEST.some((name) => moduleId.endsWith(`/${name}.test.ts`));

/**
 * Begins the longest files of each project before the others, so that no worker is left alone with one at the end.
 * The others come in vitest's own order: by time on a machine that has run them, by size on another.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort(
      (one, other) =>
        one.project.name.localeCompare(other.project.name) ||
        Number(isLongest(other)) - Number(isLongest(one)),
    );
  }
}
