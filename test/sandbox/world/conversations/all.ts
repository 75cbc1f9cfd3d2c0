import type { Conversation } from "./conversation.ts";
import { english } from "./english.ts";
import { french } from "./french.ts";
import { german } from "./german.ts";
import { korean } from "./korean.ts";
import { spanish } from "./spanish.ts";

export const conversations: Conversation[] = [...german, ...english, ...french, ...spanish, ...korean];
