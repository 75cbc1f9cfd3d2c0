/** A person as the server takes them: by e-mail, or by phone. */
export type NamedPerson = { email: string } | { phone: string };

/** What somebody wrote into one field, an e-mail or a phone number; null: neither. */
export function namedPerson(written: string): NamedPerson | null {
  const text = written.trim();
  if (/^\S+@\S+$/.test(text)) return { email: text };
  const phone = text.replace(/[\s()./-]/g, "");
  return /^\+\d{6,15}$/.test(phone) ? { phone } : null;
}
