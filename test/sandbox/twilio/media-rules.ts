import type { Channel } from "./address.ts";

const MEGABYTE = 1024 * 1024;

interface MediaRules {
  /** Further ones are left out without a word, except where the API refuses them. */
  most: number;
  taken: RegExp;
  /** In bytes, of all of a message's media together. */
  largestOf(contentType: string): number;
  /** The codes that messages fail with. */
  failures: { notFetched: number; type: number; size: number };
}

/** What each channel carries. */
export const MEDIA_RULES: Record<Channel, MediaRules> = {
  sms: {
    most: 10,
    taken:
      /^(image\/(jpeg|gif|png|bmp)|(audio|video)\/.+|application\/pdf|text\/(vcard|csv|rtf|richtext|calendar|directory))$/,
    largestOf: () => 5 * MEGABYTE,
    failures: { notFetched: 11200, type: 12300, size: 11751 },
  },
  whatsapp: {
    most: 1,
    taken:
      /^(image\/(jpeg|png|webp)|audio\/(ogg|amr|3gpp|aac|mpeg)|video\/mp4|application\/pdf|text\/vcard)$/,
    largestOf: (contentType) => (contentType.startsWith("image/") ? 5 : 16) * MEGABYTE,
    failures: { notFetched: 63019, type: 63021, size: 63019 },
  },
};
