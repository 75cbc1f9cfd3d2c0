const MAXIMUM = 2000;
const RESTORED_PER_SECOND = 100;

/** The highest cost of one query. */
export const SINGLE_QUERY_LIMIT = 1000;

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

export interface Bucket {
  /** Takes points if there are enough. */
  take(points: number): boolean;
  giveBack(points: number): void;
  status(): ThrottleStatus;
}

/** The leaky bucket of one app in one shop: 2,000 points, of which 100 come back each second. */
export function createBucket(now: () => number = Date.now): Bucket {
  let available = MAXIMUM;
  let asOf = now();
  const refill = () => {
    const at = now();
    available = Math.min(MAXIMUM, available + ((at - asOf) / 1000) * RESTORED_PER_SECOND);
    asOf = at;
  };
  return {
    take(points) {
      refill();
      if (points > available) return false;
      available -= points;
      return true;
    },
    giveBack(points) {
      available = Math.min(MAXIMUM, available + points);
    },
    status() {
      refill();
      return {
        maximumAvailable: MAXIMUM,
        currentlyAvailable: Math.floor(available),
        restoreRate: RESTORED_PER_SECOND,
      };
    },
  };
}
