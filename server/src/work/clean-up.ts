import { sql } from "drizzle-orm";
import type { Write } from "../database/writer.ts";

/** Rows a transaction: small enough that nobody waits for it. */
const STEP = 500;
const DAY_MS = 24 * 60 * 60 * 1000;

const REMOVALS = [
  (before: number) => sql`
    DELETE FROM deliveries WHERE id IN (
      SELECT id FROM deliveries WHERE handled_at IS NOT NULL AND handled_at < ${before} LIMIT ${STEP})`,
  (before: number) => sql`
    DELETE FROM effects WHERE id IN (
      SELECT id FROM effects
      WHERE finished_at IS NOT NULL AND finished_at < ${before} AND state IN ('done', 'refused') LIMIT ${STEP})`,
  (before: number) => sql`
    DELETE FROM failures WHERE id IN (
      SELECT failures.id FROM failures
      LEFT JOIN effects ON failures.subject = 'effect' AND effects.id = failures.subject_id
      LEFT JOIN deliveries ON failures.subject = 'delivery' AND deliveries.id = failures.subject_id
      WHERE failures.at < ${before} AND effects.id IS NULL AND deliveries.id IS NULL LIMIT ${STEP})`,
  (before: number) => sql`
    DELETE FROM links WHERE code IN (SELECT code FROM links WHERE expires_at < ${before} LIMIT ${STEP})`,
  (before: number) => sql`
    DELETE FROM shared_pictures WHERE code IN (
      SELECT code FROM shared_pictures WHERE expires_at < ${before} LIMIT ${STEP})`,
  (before: number) => sql`
    DELETE FROM commits WHERE token IN (SELECT token FROM commits WHERE at < ${before} LIMIT ${STEP})`,
];

/** Removes what was finished longer ago than it is kept, in small steps. What is set aside stays. */
export async function cleanUp(write: Write, keepDays: number): Promise<void> {
  const before = Date.now() - keepDays * DAY_MS;
  for (const remove of REMOVALS) {
    while ((await write((tx) => tx.run(remove(before)))).rowsAffected === STEP);
  }
}
