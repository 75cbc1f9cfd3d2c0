import { inEnglish, type Saying, say, type ToldCode } from "@sidethread/shared/told";

/** An admin does not get what they asked for; `saying` tells why, and what to do. */
export class Refusal extends Error {
  readonly saying: Saying;

  constructor(code: ToldCode, values: Record<string, string> = {}, options?: ErrorOptions) {
    const saying = say(code, values);
    super(inEnglish(saying), options);
    this.saying = saying;
  }
}
