import type { Channel } from "../contract.ts";
import { byId, h, icon } from "./dom.ts";

const form = byId<HTMLFormElement>("composer");
const field = byId<HTMLTextAreaElement>("text");
const send = byId<HTMLButtonElement>("send");
const files = byId<HTMLInputElement>("files");
const chosen = byId("chosen");
const problem = byId("composer-error");

const MOST_PICTURES = 10;
const PLACEHOLDERS: Record<Channel, string> = { sms: "Text message", whatsapp: "WhatsApp message" };

let pictures: File[] = [];
let offline = false;

/** Calls back with what was written; it stays in the composer if the answer is a problem. */
export function onSend(deliver: (body: string, pictures: File[]) => Promise<string | null>): void {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const written = { body: field.value.trim(), pictures };
    if (offline || (written.body === "" && written.pictures.length === 0)) return;
    write("", []);
    const error = await deliver(written.body, written.pictures);
    problem.textContent = error ?? "";
    problem.hidden = error === null;
    if (error !== null && field.value === "") write(written.body, written.pictures);
  });
}

/** Puts a text into the composer. */
export function propose(body: string): void {
  write(body, pictures);
  field.focus();
}

/** Empties the composer, for another phone. */
export function clearComposer(): void {
  write("", []);
  problem.hidden = true;
}

/** What is written here goes over this channel; in aeroplane mode nothing can be written. */
export function setComposer(channel: Channel, nowOffline: boolean): void {
  offline = nowOffline;
  field.disabled = offline;
  byId<HTMLButtonElement>("attach").disabled = offline;
  field.placeholder = offline ? "No service" : PLACEHOLDERS[channel];
  refresh();
}

function write(body: string, kept: File[]): void {
  field.value = body;
  pictures = kept;
  refresh();
}

function add(more: Iterable<File>): void {
  const images = [...more].filter(({ type }) => type.startsWith("image/"));
  write(field.value, [...pictures, ...images].slice(0, MOST_PICTURES));
  if (images.length > 0) field.focus();
}

function refresh(): void {
  send.disabled = offline || (field.value.trim() === "" && pictures.length === 0);
  for (const image of chosen.querySelectorAll("img")) URL.revokeObjectURL(image.src);
  chosen.replaceChildren(...pictures.map(preview));
  chosen.hidden = pictures.length === 0;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

function preview(picture: File): HTMLElement {
  const remove = h("button", { type: "button", "aria-label": `Remove ${picture.name}` }, icon("close"));
  remove.addEventListener("click", () => {
    write(
      field.value,
      pictures.filter((other) => other !== picture),
    );
    field.focus();
  });
  return h("li", {}, h("img", { src: URL.createObjectURL(picture), alt: picture.name }), remove);
}

field.addEventListener("input", refresh);
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
field.addEventListener("paste", (event) => {
  const pasted = event.clipboardData?.files ?? [];
  if (pasted.length > 0) event.preventDefault();
  add(pasted);
});
byId("attach").addEventListener("click", () => files.click());
files.addEventListener("change", () => {
  add(files.files ?? []);
  files.value = "";
});
byId("device").addEventListener("dragover", (event) => event.preventDefault());
byId("device").addEventListener("drop", (event) => {
  event.preventDefault();
  if (!offline) add(event.dataTransfer?.files ?? []);
});
