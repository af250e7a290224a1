import { inspectorTexts as texts } from '../texts/inspector.ts';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Common schedules, to start from. */
export const cronPresets: readonly { readonly cron: string; readonly title: string }[] = [
  { cron: '*/5 * * * *', title: texts.every5Minutes },
  { cron: '*/15 * * * *', title: texts.every15Minutes },
  { cron: '0 * * * *', title: texts.everyHour },
  { cron: '0 6 * * *', title: texts.everyDayAt0600 },
  { cron: '0 18 * * 1-5', title: texts.mondayToFridayAt18 },
  { cron: '0 5 * * 1', title: texts.everyMondayAt0500 },
  { cron: '0 2 1 * *', title: texts.onDay1OfThe },
];

/** A cron expression of five fields in words, as far as it is a common one; null for the others and for mistakes. */
export function cronInWords(cron: string): string | null {
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== 5) return null;
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = parts;
  const every = /^\*\/(\d+)$/.exec(minute);
  if (every && hour === '*' && day === '*' && month === '*' && weekday === '*') return `Every ${every[1]} minutes`;
  if (minute === '*' && hour === '*' && day === '*' && month === '*' && weekday === '*') return 'Every minute';
  if (!/^\d+$/.test(minute) || month !== '*') return null;
  const past = minute.padStart(2, '0');
  if (hour === '*' && day === '*' && weekday === '*') return minute === '0' ? 'Every hour' : `Every hour at ${minute} past`;
  const everyHours = /^\*\/(\d+)$/.exec(hour);
  if (everyHours && day === '*' && weekday === '*') return `Every ${everyHours[1]} hours`;
  if (!/^\d+(,\d+)*$/.test(hour)) return null;
  const times = hour
    .split(',')
    .map((each) => `${each.padStart(2, '0')}:${past}`)
    .join(' and ');
  if (day === '*' && weekday === '*') return `Every day at ${times}`;
  if (day === '*') {
    const range = /^([0-6])-([0-6])$/.exec(weekday);
    if (range) return `${days[Number(range[1])]} to ${days[Number(range[2])]} at ${times}`;
    if (/^[0-6](,[0-6])*$/.test(weekday)) {
      const names = weekday.split(',').map((each) => days[Number(each)]);
      return `Every ${names.join(' and ')} at ${times}`;
    }
    return null;
  }
  return weekday === '*' && /^\d+$/.test(day) ? `On day ${day} of the month at ${times}` : null;
}
