import { VendorError } from "./vendor-error.ts";

/** A token that lets us in at a vendor, and that may be renewed. */
export interface Access {
  token(): Promise<string>;
  /** The token to try in place of one that the vendor refused; null when there is no other. */
  renew(refused: string): Promise<string | null>;
}

/** A token that stays as it is: a key that an admin gave us. */
export const fixedAccess = (token: string): Access => ({
  token: async () => token,
  renew: async () => null,
});

/** Asks a vendor with a token. One that is refused is renewed, and the vendor asked once more. */
export async function askWith<Answer>(
  access: Access,
  ask: (token: string) => Promise<Answer>,
): Promise<Answer> {
  const token = await access.token();
  try {
    return await ask(token);
  } catch (error) {
    if (!(error instanceof VendorError) || error.status !== 401) throw error;
    const renewed = await access.renew(token);
    if (renewed === null) throw error;
    return ask(renewed);
  }
}
