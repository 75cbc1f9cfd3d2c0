type Child = Node | string | null;

/** Makes an element. Text from people comes in as a child, and so is never read as HTML. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string>,
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** One of the page's icons, named for screen readers or hidden from them. */
export function icon(name: string, label = ""): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.classList.add("icon", name);
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  if (label === "") svg.setAttribute("aria-hidden", "true");
  else {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  }
  return svg;
}

/** The page's element with this id. */
export function byId<Kind extends Element = HTMLElement>(id: string): Kind {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}`);
  return element as Element as Kind;
}

/** Shows these items in this order, and keeps the elements of those that did not change. */
export function showKeyed<Item>(
  parent: HTMLElement,
  items: Item[],
  keyOf: (item: Item) => string,
  make: (item: Item) => HTMLElement,
): void {
  const kept = new Map([...parent.children].map((child) => [(child as HTMLElement).dataset.key, child]));
  const focused = (document.activeElement?.closest("[data-id]") as HTMLElement | null)?.dataset.id;
  const elements = items.map((item) => {
    const key = `${keyOf(item)} ${JSON.stringify(item)}`;
    const element = kept.get(key) ?? make(item);
    (element as HTMLElement).dataset.key = key;
    return element;
  });
  elements.forEach((element, index) => {
    if (parent.children[index] !== element) parent.insertBefore(element, parent.children[index] ?? null);
  });
  while (parent.children.length > elements.length) parent.lastElementChild?.remove();
  if (focused !== undefined && !parent.contains(document.activeElement)) {
    parent.querySelector<HTMLElement>(`[data-id="${CSS.escape(focused)}"]`)?.focus();
  }
}
