/** Where someone is: the city, else the country by its name. */
export function formatPlace(locale: string, city: string | null, country: string | null): string | null {
  if (city) return city;
  if (!country || !/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames(locale, { type: "region" }).of(country) ?? country;
}

/** A language by its name, in the words of a locale; null when it is none. */
export function languageName(inLocale: string, locale: string): string | null {
  try {
    const { language } = new Intl.Locale(locale);
    return new Intl.DisplayNames(inLocale, { type: "language", fallback: "none" }).of(language) ?? null;
  } catch {
    return null;
  }
}
