export type PutOptions = { readonly delay?: number; readonly priority?: number };

/** The options with their defaults. Throws TypeError for what is out of range. */
export function checkedPutOptions({ delay = 0, priority = 0 }: PutOptions = {}): Required<PutOptions> {
  if (!(delay >= 0)) throw new TypeError(`delay is a number of milliseconds from 0, not ${delay}`);
  if (!Number.isInteger(priority) || priority < 0 || priority > 9)
    throw new TypeError(`priority is a whole number from 0 to 9, not ${priority}`);
  return { delay, priority };
}
