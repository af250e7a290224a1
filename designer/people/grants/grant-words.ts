import type { Grant } from '../../server/access-shapes.ts';
import { peopleTexts as texts } from '../../texts/people.ts';

/** What somebody may do as sentences: "Operator in test and prod, Amazon only". `order` gives environments the order of the installation. */
export function grantSentences(grants: readonly Grant[], order: readonly string[]): string[] {
  const rank = (grant: Grant) => texts.roleOrder.indexOf(grant.role);
  return grants.toSorted((a, b) => rank(b) - rank(a)).map((grant) => grantSentence(grant, order));
}

export function grantSentence({ role, envs, channels }: Grant, order: readonly string[]): string {
  const place = envs === 'all' ? null : listed(envs.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
  const scope = channels === 'all' ? null : listed(channels);
  const title = texts.roles[role].title;
  if (place === null) return scope === null ? texts.everywhere(title) : texts.everywhereFor(title, scope);
  return scope === null ? texts.inPlaces(title, place) : texts.inPlacesFor(title, place, scope);
}

/** `test`, `test and prod`, `dev, test and prod` */
function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(names);
}
