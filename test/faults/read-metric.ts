/** A number from a server's `/metrics`; null when it does not answer, or has no such one. */
async function readMetric(origin: string, name: string): Promise<number | null> {
  try {
    const answer = await fetch(`${origin}/metrics`, { signal: AbortSignal.timeout(5000) });
    const line = (await answer.text()).split("\n").find((one) => one.startsWith(`${name} `));
    return line === undefined ? null : Number(line.slice(name.length));
  } catch {
    return null;
  }
}

/** How many deliveries and effects are not finished. */
export const readBacklog = (origin: string) => readMetric(origin, "sidethread_work_waiting");

/** Seconds of a core that the server took since it started; independent of what else the machine does. */
export const readCpuSeconds = async (origin: string) =>
  (await readMetric(origin, "process_cpu_seconds_total")) ?? Number.NaN;
