import { promotionTexts } from '../../texts/promotion.ts';

const texts = promotionTexts.opens;

/** What a link of a gate opens, such as "Open ups-rates in prod". */
export function gateLinkWords(link: string): string {
  const [path = '', query = ''] = link.split('?');
  const env = new URLSearchParams(query).get('env');
  const [, screen = '', id = '', tab] = path.split('/').map(decodeURIComponent);
  if (screen === 'environments') return texts.settings(id);
  if (screen === 'runs') return env === null ? texts.runs : texts.runsIn(env);
  if (screen === 'flows') return tab === 'versions' ? texts.versions : texts.flow;
  if (id === '') return texts.place;
  return env === null ? texts.thing(id) : texts.thingIn(id, env);
}
