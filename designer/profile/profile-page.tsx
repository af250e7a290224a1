/** Who one is, and one's own sessions and tokens. */
export function ProfilePage() {
  return null;
}
