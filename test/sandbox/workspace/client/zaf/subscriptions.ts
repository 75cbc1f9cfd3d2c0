/** Who listens to what: how many handlers a frame has for an event of an instance. */
export function createSubscriptions() {
  const counts = new Map<string, number>();
  const keyOf = (event: string, instance: string) => `${instance} ${event}`;

  return {
    set(event: string, instance: string, count: number) {
      if (count > 0) counts.set(keyOf(event, instance), count);
      else counts.delete(keyOf(event, instance));
    },
    has: (event: string, instance: string) => counts.has(keyOf(event, instance)),
  };
}
