import { expect, test } from 'vitest';
import { type MaintenanceWindow, nextChange, windowAt } from './maintenance-window.ts';

const at = (iso: string) => Date.parse(iso);
const nightly: MaintenanceWindow = {
  title: 'Batch',
  zone: 'Europe/Berlin',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '23:00',
  to: '01:30',
};
const stocktaking: MaintenanceWindow = { title: 'Stocktaking', zone: 'America/New_York', date: '2026-11-27', from: '06:00', to: '24:00' };

test('a window holds from its first minute up to the minute at which it is over', () => {
  expect(windowAt([nightly], at('2026-11-23T21:59:59Z'))).toBeNull();
  expect(windowAt([nightly], at('2026-11-23T22:00:00Z'))).toEqual({
    title: 'Batch',
    from: at('2026-11-23T22:00:00Z'),
    to: at('2026-11-24T00:30:00Z'),
  });
  expect(windowAt([nightly], at('2026-11-24T00:29:59Z'))?.title).toBe('Batch');
  expect(windowAt([nightly], at('2026-11-24T00:30:00Z'))).toBeNull();
});

test('a window over midnight belongs to the day on which it begins', () => {
  // Friday's reaches into Saturday; none begins on Saturday or Sunday.
  expect(windowAt([nightly], at('2026-11-28T00:00:00Z'))?.title).toBe('Batch');
  expect(windowAt([nightly], at('2026-11-28T22:30:00Z'))).toBeNull();
  expect(windowAt([nightly], at('2026-11-29T22:30:00Z'))).toBeNull();
});

test('a single day goes by its own zone', () => {
  expect(windowAt([stocktaking], at('2026-11-27T10:59:00Z'))).toBeNull();
  expect(windowAt([stocktaking], at('2026-11-27T11:00:00Z'))).toMatchObject({ to: at('2026-11-28T05:00:00Z') });
  expect(windowAt([stocktaking], at('2026-11-28T05:00:00Z'))).toBeNull();
});

test('on the day the clocks change the window is as long as the clocks say', () => {
  const sunday: MaintenanceWindow = { title: 'Update', zone: 'Europe/Berlin', days: ['sun'], from: '01:00', to: '04:00' };
  expect(windowAt([sunday], at('2026-03-29T00:30:00Z'))).toMatchObject({
    from: at('2026-03-29T00:00:00Z'),
    to: at('2026-03-29T02:00:00Z'),
  });
  expect(windowAt([sunday], at('2026-10-25T00:30:00Z'))).toMatchObject({
    from: at('2026-10-24T23:00:00Z'),
    to: at('2026-10-25T03:00:00Z'),
  });
});

test('two that overlap hold until the last of them is over', () => {
  const longer: MaintenanceWindow = { ...nightly, title: 'Move', from: '23:30', to: '03:00' };
  expect(windowAt([nightly, longer], at('2026-11-23T22:45:00Z'))).toMatchObject({ to: at('2026-11-24T02:00:00Z') });
});

test('the next change is the beginning of the next one, or the end of what is on', () => {
  expect(nextChange([nightly], at('2026-11-23T12:00:00Z'))).toBe(at('2026-11-23T22:00:00Z'));
  expect(nextChange([nightly], at('2026-11-23T23:00:00Z'))).toBe(at('2026-11-24T00:30:00Z'));
  expect(nextChange([stocktaking], at('2026-12-01T00:00:00Z'))).toBeNull();
  expect(nextChange([], 0)).toBeNull();
});
