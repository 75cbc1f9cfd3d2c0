import type { Vendor } from "@sidethread/shared/sidebar";

export interface VendorFailure {
  vendor: Vendor;
  /** Null: no answer came. */
  status: number | null;
  /** The vendor's own code, such as Twilio's 21610. */
  code: string | null;
  retryAfterMs: number | null;
  /** Whether the vendor may have done the work all the same. */
  mayHaveHappened: boolean;
  /** We did not even ask: a limit or a breaker held us back. */
  postponed?: boolean;
}

/** A vendor said no, or said nothing. Tried again by default; a caller that knows better refuses. */
export class VendorError extends Error implements VendorFailure {
  override name = "VendorError";
  readonly vendor: Vendor;
  readonly status: number | null;
  readonly code: string | null;
  readonly retryAfterMs: number | null;
  readonly mayHaveHappened: boolean;
  readonly postponed: boolean;

  static postponed(vendor: Vendor, waitMs: number): VendorError {
    return new VendorError(`${vendor} is to be left alone for another ${waitMs} ms.`, {
      vendor,
      status: 429,
      code: null,
      retryAfterMs: waitMs,
      mayHaveHappened: false,
      postponed: true,
    });
  }

  constructor(message: string, failure: VendorFailure, options?: ErrorOptions) {
    super(message, options);
    this.vendor = failure.vendor;
    this.status = failure.status;
    this.code = failure.code;
    this.retryAfterMs = failure.retryAfterMs;
    this.mayHaveHappened = failure.mayHaveHappened;
    this.postponed = failure.postponed ?? false;
  }

  /**
   * Whether trying the same again cannot help: every 4xx but timeout, conflict, too early and too many, and but 401
   * and 403, since access can be mended while the work waits.
   */
  get final(): boolean {
    const { status } = this;
    return (
      status !== null && status >= 400 && status < 500 && ![401, 403, 408, 409, 425, 429].includes(status)
    );
  }
}
