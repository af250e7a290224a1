import { codes } from './codes.ts';
import { date } from './date.ts';
import { exact } from './exact.ts';
import { list } from './list.ts';
import { money } from './money.ts';
import { text } from './text.ts';
import { units } from './units.ts';

/** The function library as expressions see it: each is a name in their scope. */
export const functions = Object.freeze({ money, date, units, text, list, exact, codes });
