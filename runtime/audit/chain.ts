import { createHmac } from 'node:crypto';
import type { AuditDocument } from './audit-documents.ts';

/** Before the first line. */
export const noLine = { sequence: 0, hash: '' } as const;

export type Link = { readonly sequence: number; readonly hash: string };

/**
 * What chains a line to the one before: HMAC-SHA256 (RFC 2104) over everything the line says and the hash before it, with a key of the installation.
 * Who can write the store but has not the key can neither change nor take away nor add a line without it being seen.
 */
export function hashOf(key: Uint8Array, line: Omit<AuditDocument, 'id' | 'hash' | 'words'>, previous: string): string {
  const { sequence, at, by, byId, from, requestId, env, act, subject, why, content } = line;
  const text = JSON.stringify([previous, sequence, at, by, byId, from, requestId, env, act, subject, why, content]);
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Shows that a mark was set by Crossdock. */
export function sealOfMark(key: Uint8Array, id: string, { sequence, hash }: Link): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([id, sequence, hash]))
    .digest('hex');
}

export const idOf = (sequence: number): string => String(sequence).padStart(12, '0');

/** Why a line does not follow the one before; null: it does. */
export function faultOf(key: Uint8Array, line: AuditDocument, before: Link): string | null {
  const expected = before.sequence + 1;
  if (line.sequence !== expected) return missing(expected, line.sequence - 1);
  if (line.id !== idOf(line.sequence) || line.hash !== hashOf(key, line, before.hash))
    return `Line ${line.sequence} is not as it was written: it was changed, or the line before it was exchanged.`;
  return null;
}

export function missing(first: number, last: number): string {
  return first === last ? `Line ${first} is missing: it was removed.` : `Lines ${first} to ${last} are missing: they were removed.`;
}
