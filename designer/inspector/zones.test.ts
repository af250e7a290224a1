import { describe, expect, test } from 'vitest';
import { offsetOf, timeIn, zonesFor } from './zones.ts';

const winter = Date.UTC(2026, 10, 21, 15);
const summer = Date.UTC(2026, 6, 1, 15);

describe('finding a time zone', () => {
  test('by city, with blanks as people write them', () => {
    expect(zonesFor('new york', winter)[0]).toBe('America/New_York');
    expect(zonesFor('berl', winter)).toContain('Europe/Berlin');
    expect(zonesFor('nowhere at all', winter)).toEqual([]);
  });

  test('by offset, which follows the clocks', () => {
    expect(zonesFor('+01:00', winter)).toContain('Europe/Berlin');
    expect(zonesFor('utc+02', summer)).toContain('Europe/Berlin');
    expect(offsetOf('America/New_York', winter)).toBe('UTC-05:00');
    expect(offsetOf('UTC', winter)).toBe('UTC+00:00');
  });

  test('says the time there, and nothing of a zone that does not exist', () => {
    expect(timeIn('Asia/Tokyo', winter)).toBe('Sun 00:00');
    expect(timeIn('Mars/Base', winter)).toBeNull();
    expect(offsetOf('Mars/Base', winter)).toBe('');
  });
});
