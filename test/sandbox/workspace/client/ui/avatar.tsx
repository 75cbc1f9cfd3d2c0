const HUES = [12, 38, 88, 152, 176, 204, 232, 268, 318, 344];

const initials = (name: string) => {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  if (words.length === 0) return "#";
  const first = [...words[0]!][0]!;
  const last = words.length > 1 ? [...words.at(-1)!][0]! : "";
  return (first + last).toUpperCase();
};

const hueOf = (name: string) =>
  HUES[[...name].reduce((hash, letter) => (hash * 131 + letter.codePointAt(0)!) % 9973, 0) % HUES.length]!;

/** A person's initials on a colour of their own. */
export const Avatar = ({ name, size = 32 }: { name: string; size?: number }) => (
  <span
    className="avatar"
    data-initials={initials(name)}
    aria-hidden="true"
    style={{
      width: size,
      height: size,
      fontSize: Math.round(size * 0.39),
      ["--hue" as string]: hueOf(name),
    }}
  />
);
