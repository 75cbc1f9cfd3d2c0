const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** The words of an editor's HTML as Zendesk sends them on, and how many pictures stand between them. */
export function htmlToText(html: string): { text: string; pictures: number } {
  const text = html
    .replaceAll(/\s+/g, " ")
    .replaceAll(/<br\b[^>]*>|<\/(?:p|div|li|h\d|blockquote|pre)>/gi, "\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) =>
      name
        ? (ENTITIES[name] ?? whole)
        : character(decimal ? Number(decimal) : Number.parseInt(hex, 16), whole),
    )
    .replaceAll(/ *\n */g, "\n")
    .trim();
  return { text, pictures: html.match(/<img\b/gi)?.length ?? 0 };
}

function character(code: number, otherwise: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}
