export interface UserError {
  field: string[] | null;
  message: string;
}

/** A refusal in a mutation's own words. */
export const userError = (field: string[] | null, message: string): UserError => ({ field, message });
