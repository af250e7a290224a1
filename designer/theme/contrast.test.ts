import { expect, test } from 'vitest';
import { contrast } from './contrast.ts';
import { type Colour, colours, type Scheme, statusFamilies } from './tokens.ts';

const schemes: Scheme[] = ['light', 'dark'];
const grounds: Colour[] = ['bg', 'surface', 'raised', 'sunken', 'hover', 'accent-soft'];
const families = [...statusFamilies];
const tiles = ['outside', 'transform', 'rule', 'routing', 'distribution'] as const;

test('the contrast of black and white is 21, of a colour with itself 1', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
  expect(contrast('#3350D0', '#3350D0')).toBe(1);
});

for (const scheme of schemes) {
  const ratio = (ink: Colour, ground: Colour) => contrast(colours[ink][scheme], colours[ground][scheme]);

  test(`texts, the accent and all status words reach 4.5 on every ground (${scheme})`, () => {
    const inks: Colour[] = ['text', 'text-2', 'text-3', 'accent', ...families];
    expect(below(4.5, inks, grounds, ratio)).toEqual([]);
  });

  test(`a status word and a hint reach 4.5 on every status soft ground of their note (${scheme})`, () => {
    const softs = families.map((family): Colour => `${family}-soft`);
    expect(below(4.5, ['text', 'text-2', 'text-3'], softs, ratio)).toEqual([]);
    expect(families.filter((family) => ratio(family, `${family}-soft`) < 4.5)).toEqual([]);
  });

  test(`control borders and status solids reach 3 on page, panel and menu (${scheme})`, () => {
    const inks: Colour[] = ['control', ...families.map((family): Colour => `${family}-solid`)];
    expect(below(3, inks, ['bg', 'surface', 'raised'], ratio)).toEqual([]);
  });

  test(`white reaches 4.5 on every solid button (${scheme})`, () => {
    const solids: Colour[] = [
      'accent-solid',
      'accent-solid-hover',
      'bad-button',
      'bad-button-hover',
      'env-prod-solid',
      'env-prod-solid-hover',
    ];
    expect(solids.filter((solid) => ratio('on-solid', solid) < 4.5)).toEqual([]);
  });

  test(`the ink of every node tile and environment chip reaches 4.5 on its ground (${scheme})`, () => {
    expect(tiles.filter((tile) => ratio(`tile-${tile}-ink`, `tile-${tile}`) < 4.5)).toEqual([]);
    expect(ratio('env-test', 'env-test-soft')).toBeGreaterThanOrEqual(4.5);
    expect(ratio('env-prod', 'surface')).toBeGreaterThanOrEqual(4.5);
  });

  test(`initials reach 4.5 on the colour of their person, and that 3 on page and panel (${scheme})`, () => {
    const people = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => `person-${i}` as Colour);
    expect(people.filter((person) => ratio('on-person', person) < 4.5)).toEqual([]);
    expect(below(3, people, ['bg', 'surface', 'raised'], ratio)).toEqual([]);
  });

  test(`JSON reads at 4.5 on panels and code (${scheme})`, () => {
    expect(below(4.5, ['json-key', 'json-string', 'json-number', 'json-punctuation'], ['surface', 'sunken', 'accent-soft'], ratio)).toEqual(
      [],
    );
  });
}

function below(limit: number, inks: Colour[], on: Colour[], ratio: (ink: Colour, ground: Colour) => number): string[] {
  return inks.flatMap((ink) =>
    on.filter((ground) => ratio(ink, ground) < limit).map((ground) => `${ink} on ${ground}: ${ratio(ink, ground).toFixed(2)}`),
  );
}
