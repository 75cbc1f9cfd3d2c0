import type { WriteLock } from "../database/write-lock.ts";
import { createRemoteStore } from "./remote-store.ts";
import { createThreadStore } from "./thread-store.ts";

/** What is stored of a delivery as it comes, in this order. */
export type DeliveryRow = [
  accountId: string,
  source: string,
  deliveryId: string,
  orderKey: string,
  body: string,
  traceId: string,
];

/** Where deliveries are stored, those that come together by one commit. */
export interface DeliveryStore {
  /** Resolves when the row is on disk. One that is there already changes nothing. */
  add(row: DeliveryRow): Promise<void>;
  close(): Promise<void>;
}

/** In a file: by a thread of its own. Over the network: by one request at a time. */
export function openDeliveryStore(lock: WriteLock | null, url: string, authToken?: string): DeliveryStore {
  return lock ? createThreadStore(url, lock) : createRemoteStore(url, authToken);
}
