import { expect, test } from 'vitest';
import { localBulletin } from '../bulletin/local-bulletin.ts';
import { testClock } from '../clock/test-clock.ts';
import { colourOf, initialsOf, personColours } from './people.ts';
import { createPresence, goneAfter } from './presence.ts';

/** Bulletins speak after the caller's turn. */
const heard = () => Promise.resolve();
const mara = { flowId: 'orders', name: 'Mara Lind', tab: 'a' };
const jon = { flowId: 'orders', name: 'Jon Reyes', tab: 'b' };
const nowhere = { node: null, field: null };

function setUp() {
  const clock = testClock();
  const bulletin = localBulletin();
  const presence = createPresence({ clock, bulletin });
  const names = () => presence.of('orders').map(({ name }) => name);
  return { clock, bulletin, presence, names };
}

test('people of a flow are listed by name, with where they are', async () => {
  const { presence } = setUp();
  presence.be(mara, { node: 'map', field: 'config.fields' });
  presence.be(jon, nowhere);
  presence.be({ ...jon, flowId: 'other' }, nowhere);
  await heard();
  expect(presence.of('orders')).toMatchObject([
    { name: 'Jon Reyes', initials: 'JR', node: null, field: null },
    { name: 'Mara Lind', initials: 'ML', node: 'map', field: 'config.fields' },
  ]);
});

test('two windows of one person are one, where they moved last', async () => {
  const { clock, presence } = setUp();
  presence.be(mara, { node: 'map', field: null });
  await heard();
  clock.advance(1000);
  presence.be({ ...mara, tab: 'second' }, { node: 'send', field: null });
  await heard();
  clock.advance(1000);
  presence.be(mara, { node: 'map', field: null });
  await heard();
  expect(presence.of('orders')).toMatchObject([{ name: 'Mara Lind', node: 'send' }]);
  presence.leave({ ...mara, tab: 'second' });
  await heard();
  expect(presence.of('orders')).toMatchObject([{ name: 'Mara Lind', node: 'map' }]);
});

test('who is not heard of for 25 seconds is gone, who goes on saying so stays', async () => {
  const { clock, presence, names } = setUp();
  presence.be(mara, nowhere);
  presence.be(jon, nowhere);
  await heard();
  clock.advance(goneAfter - 1);
  presence.be(jon, nowhere);
  await heard();
  clock.advance(1);
  expect(names()).toEqual(['Jon Reyes']);
  clock.advance(goneAfter);
  expect(names()).toEqual([]);
});

test('listeners hear of those who come, move and go, and nothing of one who stays', async () => {
  const { presence } = setUp();
  const told: string[] = [];
  presence.onChange((flowId, people) => told.push(`${flowId}: ${people.map(({ name, node }) => `${name} at ${node}`).join(', ')}`));
  for (const node of ['map', 'map', 'send']) presence.be(mara, { node, field: null });
  presence.leave(mara);
  await heard();
  expect(told).toEqual(['orders: Mara Lind at map', 'orders: Mara Lind at send', 'orders: ']);
});

test('another server knows the same people in the same colours', async () => {
  const { clock, bulletin, presence } = setUp();
  const other = createPresence({ clock, bulletin });
  presence.be(mara, { node: 'map', field: null });
  other.be(jon, nowhere);
  await heard();
  expect(other.of('orders')).toEqual(presence.of('orders'));
  expect(other.of('orders')).toHaveLength(2);
});

test('of more windows than are remembered the oldest are forgotten', async () => {
  const presence = createPresence({ clock: testClock(), mostSeats: 3 });
  for (const name of ['Ada', 'Ben', 'Cleo', 'Ada', 'Dora']) presence.be({ flowId: 'orders', name, tab: '' }, nowhere);
  await heard();
  expect(presence.of('orders').map(({ name }) => name)).toEqual(['Ada', 'Cleo', 'Dora']);
});

test.each([
  ['Mara Lind', 'ML'],
  ['J. Reyes', 'JR'],
  ['Ana María del Río', 'AR'],
  ['admin', 'AD'],
  ['API token', 'AT'],
  ['李 小龍', '李小'],
  ['...', '?'],
])('the initials of %s are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test('people have different colours while there are enough', () => {
  const names = Array.from({ length: personColours }, (_, i) => `person ${i}`);
  expect(new Set(colourOf(names).values()).size).toBe(personColours);
  expect(colourOf([...names, 'one more']).size).toBe(personColours + 1);
});
