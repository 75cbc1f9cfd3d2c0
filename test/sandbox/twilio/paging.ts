const DEFAULT_SIZE = 50;
const LARGEST_SIZE = 1000;

/**
 * One page of a list, newest first, in Twilio's envelope. A page token names the last item of the page before, so
 * that what arrives in the meantime shifts nothing.
 */
export function page<Item extends { sid: string }>(url: URL, items: Item[]) {
  const asked = Number(url.searchParams.get("PageSize") ?? DEFAULT_SIZE);
  const size = Math.min(Math.max(Math.trunc(asked) || DEFAULT_SIZE, 1), LARGEST_SIZE);
  const number = Number(url.searchParams.get("Page") ?? 0) || 0;
  const last = url.searchParams.get("PageToken")?.replace(/^PA/, "");
  const first = last === undefined ? 0 : items.findIndex(({ sid }) => sid === last) + 1;
  const shown = items.slice(first, first + size);

  const uri = (index: number, token?: string) => {
    const query = new URLSearchParams(url.searchParams);
    query.delete("PageToken");
    query.set("PageSize", String(size));
    query.set("Page", String(index));
    if (token !== undefined) query.set("PageToken", `PA${token}`);
    return `${url.pathname}?${query}`;
  };
  const more = first + size < items.length;
  const previous = items[first - size - 1];
  return {
    items: shown,
    envelope: {
      first_page_uri: uri(0),
      next_page_uri: more ? uri(number + 1, shown.at(-1)?.sid) : null,
      previous_page_uri: first > 0 ? uri(Math.max(number - 1, 0), previous?.sid) : null,
      page: number,
      page_size: size,
      start: number * size,
      end: number * size + Math.max(shown.length - 1, 0),
      uri: uri(number, last),
    },
  };
}
