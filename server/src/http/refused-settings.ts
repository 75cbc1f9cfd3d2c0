import { SettingsRefused } from "../accounts/change-settings.ts";
import { ProblemError } from "./problem.ts";

/** Changes settings; answers 422 with why they do not fit, where they do not. */
export async function sayingWhatDoesNotFit<Changed>(change: () => Promise<Changed>): Promise<Changed> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof SettingsRefused)) throw error;
    throw new ProblemError(422, "These settings do not fit", error.message, {}, error.saying);
  }
}
