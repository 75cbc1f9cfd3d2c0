const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** An id that sorts by time, as Zendesk's webhooks have: ten characters of time, sixteen of chance. */
export function ulid(random: () => number): string {
  let time = Date.now();
  let stamp = "";
  for (let place = 0; place < 10; place += 1) {
    stamp = ALPHABET[time % 32] + stamp;
    time = Math.floor(time / 32);
  }
  const chance = Array.from({ length: 16 }, () => ALPHABET[Math.floor(random() * 32)]);
  return stamp + chance.join("");
}
