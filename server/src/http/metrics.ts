import { prometheus } from "@hono/prometheus";
import type { Vendor } from "@sidethread/shared/sidebar";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Database } from "../database/database.ts";
import type { Answered } from "../vendors/gate.ts";
import type { Gates } from "../vendors/gates.ts";
import { readBacklog } from "../work/backlog.ts";
import type { Result } from "../work/carry-out-effect.ts";

/** Prometheus metrics: requests, process, and how the work stands. */
export function createMetrics(database: Database) {
  const registry = new Registry();
  const { printMetrics, registerMetrics } = prometheus({ registry, collectDefaultMetrics: true });
  const effects = new Counter({
    name: "sidethread_effect_attempts_total",
    help: "Attempts to carry an effect out, by what came of them",
    labelNames: ["kind", "result"],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: "sidethread_effect_seconds",
    help: "How long an attempt took",
    labelNames: ["kind"],
    registers: [registry],
  });
  const failed = new Gauge({ name: "sidethread_work_failed", help: "Work set aside", registers: [registry] });
  const oldest = new Gauge({
    name: "sidethread_work_oldest_seconds",
    help: "Age of the oldest unfinished delivery or effect",
    registers: [registry],
  });
  new Gauge({
    name: "sidethread_work_waiting",
    help: "Deliveries and effects that are not finished",
    registers: [registry],
    async collect() {
      const backlog = await readBacklog(database.read, null);
      this.set(backlog.waiting);
      failed.set(backlog.failed);
      oldest.set(backlog.oldestAt ? (Date.now() - backlog.oldestAt.getTime()) / 1000 : 0);
    },
  });
  const vendorSeconds = new Histogram({
    name: "sidethread_vendor_seconds",
    help: "How long vendors take to answer, by status; 0 where no answer came",
    labelNames: ["vendor", "status"],
    registers: [registry],
  });
  return {
    printMetrics,
    registerMetrics,
    observeEffect(kind: string, result: Result, took: number) {
      effects.inc({ kind, result });
      seconds.observe({ kind }, took);
    },
    observeVendor(vendor: Vendor, { status, seconds: took }: Answered) {
      vendorSeconds.observe({ vendor, status: status ?? 0 }, took);
    },
    showBreakers(gates: Gates) {
      new Gauge({
        name: "sidethread_breakers",
        help: "Breakers of accounts' vendors, by state",
        labelNames: ["vendor", "state"],
        registers: [registry],
        collect() {
          this.reset();
          for (const { vendor, state, count } of gates.countBreakers()) this.set({ vendor, state }, count);
        },
      });
    },
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
