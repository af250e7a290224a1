/** The mark: two lines that cross in a dock. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 26 26" aria-hidden style={{ flex: 'none', display: 'block' }}>
      <rect width="26" height="26" rx="7" fill="var(--tile-outside)" />
      <g fill="none" stroke="var(--tile-outside-ink)" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M5.5 17.5h2.2c4.6 0 5.2-9 9.8-9h2.2" opacity=".5" />
        <path d="M5.5 8.5h2.2c4.6 0 5.2 9 9.8 9h2.6M17.6 15l2.6 2.5-2.6 2.5" />
      </g>
    </svg>
  );
}
