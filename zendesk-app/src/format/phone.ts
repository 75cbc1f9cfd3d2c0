/** Country codes of one and two digits; every other one has three. */
const SHORT_CODES = /^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** Spaces an E.164 number so that it can be read out: "+49 1512 3456789". */
export function formatPhone(phone: string): string {
  if (!/^\+\d{7,15}$/.test(phone)) return phone;
  const digits = phone.slice(1);
  const code = SHORT_CODES.exec(digits)?.[0] ?? digits.slice(0, 3);
  const rest = digits.slice(code.length);
  if (code === "1") return `+1 ${rest.slice(0, 3)} ${rest.slice(3, 6)} ${rest.slice(6)}`;
  const head = rest.startsWith("800") ? 3 : 4;
  return `+${code} ${rest.slice(0, head)} ${rest.slice(head)}`.trim();
}
