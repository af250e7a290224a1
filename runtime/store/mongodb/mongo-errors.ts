import { MongoError, MongoNetworkError, MongoServerSelectionError, MongoWriteConcernError } from 'mongodb';
import { StoreUnavailable } from '../store.ts';

const duplicateKey = 11_000;
const outOfDiskSpace = 14_031;
const notAuthorized = [13, 8_000];
/** The server stops, steps down, or is no primary any more: another attempt finds the next one. From the driver specifications, "Retryable Writes". */
const passing = [6, 7, 89, 91, 134, 189, 262, 9_001, 10_058, 10_107, 11_600, 11_602, 13_435, 13_436, 64, 100];

/** Whether it is unknown if a write was applied, or certain that it was not, and the same write may be sent again at once. */
export function isPassing(error: unknown): boolean {
  if (error instanceof MongoServerSelectionError) return false;
  if (error instanceof MongoNetworkError || error instanceof MongoWriteConcernError) return true;
  return error instanceof MongoError && typeof error.code === 'number' && passing.includes(error.code);
}

/** Whether nothing that waits would fare better now. */
export function isOutage(error: unknown): boolean {
  return error instanceof MongoServerSelectionError || isTimeout(error) || isPassing(error);
}

export function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

/** The error in the store's own words with the driver's as its cause; what is not the driver's stays as it is. `place` names the servers, without password. */
export function storeError(error: unknown, place: string): unknown {
  if (isTimeout(error)) return new StoreUnavailable(`MongoDB at ${place} does not answer`, { cause: error });
  if (!(error instanceof MongoError)) return error;
  const options = { cause: error };
  if (error instanceof MongoServerSelectionError)
    return new StoreUnavailable(`MongoDB at ${place} cannot be reached (${firstLine(error)})`, options);
  if (error instanceof MongoNetworkError)
    return new StoreUnavailable(`the connection to MongoDB at ${place} broke (${firstLine(error)})`, options);
  if (error.code === outOfDiskSpace) return new StoreUnavailable(`the disk of MongoDB at ${place} is full`, options);
  if (typeof error.code === 'number' && notAuthorized.includes(error.code))
    return new StoreUnavailable(`MongoDB at ${place} does not let this user read and write (${firstLine(error)})`, options);
  if (/closed|not connected|must be connected/i.test(error.message)) return new StoreUnavailable('the store is closed', options);
  return new StoreUnavailable(`MongoDB at ${place} refused (${firstLine(error)})`, options);
}

/** The field of one of our indexes (`unique.<field>`) whose value is taken; null when the fault is another one. */
export function duplicateField(fault: { readonly code?: unknown; readonly errmsg?: unknown }): string | null {
  if (fault.code !== duplicateKey) return null;
  const index = /index: (\S+) dup key/.exec(String(fault.errmsg))?.[1] ?? '';
  return index.includes('unique.') ? index.slice(index.indexOf('unique.') + 'unique.'.length) : 'id';
}

const firstLine = (error: Error): string => error.message.split('\n')[0] ?? '';
