const paths = {
  views: "M2 4.5h12M2 8h12M2 11.5h7",
  close: "M4 4l8 8M12 4l-8 8",
  chevron: "M4 6l4 4 4-4",
  clip: "M12.5 7.5l-5 5a2.8 2.8 0 0 1-4-4l5.5-5.5a1.9 1.9 0 0 1 2.7 2.7L6.4 11a.9.9 0 0 1-1.3-1.3l4.7-4.7",
  file: "M4 1.8h5L12.2 5v9.2H4zM9 1.8V5h3.2",
  person: "M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8zM2.8 13.8c.6-2.6 2.6-3.9 5.2-3.9s4.6 1.3 5.2 3.9",
  apps: "M2.5 2.5h4.2v4.2H2.5zM9.3 2.5h4.2v4.2H9.3zM2.5 9.3h4.2v4.2H2.5zM9.3 9.3h4.2v4.2H9.3z",
  reload: "M13 8a5 5 0 1 1-1.5-3.6M13 2.2v2.9h-2.9",
  lock: "M4 7.2h8v6H4zM5.6 7.2V5.4a2.4 2.4 0 0 1 4.8 0v1.8",
  reply: "M6.5 3.5L2.5 7.2l4 3.8M2.8 7.2h6.4c2.6 0 4.3 1.6 4.3 4.8v.6",
  check: "M3 8.5l3.2 3.2L13 4.8",
  alert: "M8 2l6.3 11.5H1.7zM8 6.5v3.2M8 11.6v.1",
  phone: "M4.5 1.8h7v12.4h-7zM7 12.2h2",
  mail: "M1.8 3.5h12.4v9H1.8zM1.8 4l6.2 5 6.2-5",
  globe: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM2 8h12M8 2c3.2 3.4 3.2 8.6 0 12M8 2c-3.2 3.4-3.2 8.6 0 12",
  tag: "M2.2 8.4V2.6h5.8l5.8 5.8-5.6 5.6zM5.2 5.6v.1",
} as const;

export type IconName = keyof typeof paths;

/** A line drawing in the text's colour; always beside words or inside something that has a name. */
export const Icon = ({ name, size = 16 }: { name: IconName; size?: number }) => (
  <svg
    className="icon"
    width={size}
    height={size}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.4"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
);
