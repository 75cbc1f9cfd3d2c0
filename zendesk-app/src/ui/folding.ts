import { useState } from "react";

const KEY = "sidethread.folded";

/** Whether a section is open; what an agent folds stays folded. */
export function useFolding(id: string): { isOpen: boolean; toggle: () => void } {
  const [isOpen, setOpen] = useState(() => !readFolded().includes(id));
  const toggle = () => {
    const others = readFolded().filter((folded) => folded !== id);
    writeFolded(isOpen ? [...others, id] : others);
    setOpen(!isOpen);
  };
  return { isOpen, toggle };
}

function readFolded(): string[] {
  try {
    const folded: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(folded) ? folded.map(String) : [];
  } catch {
    return [];
  }
}

function writeFolded(ids: string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // A browser that blocks storage forgets it with the page.
  }
}
