/** The contents of an app package: bytes by path, such as `assets/iframe.html`. */
export type AppPackage = ReadonlyMap<string, Uint8Array>;

/** One thing that is wrong with a package, and how to mend it. Errors make Zendesk refuse the package. */
export interface Finding {
  severity: "error" | "warning";
  file: string;
  problem: string;
  remedy: string;
}

export const error = (file: string, problem: string, remedy: string): Finding => ({
  severity: "error",
  file,
  problem,
  remedy,
});

export const warning = (file: string, problem: string, remedy: string): Finding => ({
  severity: "warning",
  file,
  problem,
  remedy,
});

/** A finding as one line of text. */
export const describeFinding = ({ file, problem, remedy }: Finding) => `${file}: ${problem} ${remedy}`;
