/** People, service accounts, tokens and single sign-on. */
export function PeoplePage(_: { section: string; open: string | null }) {
  return null;
}
