import { z } from "zod";

/** A key or token that somebody pasted, without the space around it. */
export const secretText = z.string().trim().min(1).max(4096);
