export interface Crashes {
  /** What nobody caught, since it was taken last. */
  take(): string[];
  stop(): void;
}

/** Listens for what would end the process. */
export function watchForCrashes(): Crashes {
  const seen: string[] = [];
  const note = (reason: unknown) =>
    void seen.push(reason instanceof Error ? `${reason.stack}` : String(reason));
  const events = ["uncaughtException", "unhandledRejection"] as const;
  for (const event of events) process.on(event, note);
  return {
    take: () => seen.splice(0),
    stop() {
      for (const event of events) process.off(event, note);
    },
  };
}
