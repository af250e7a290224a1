import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalText } from './canonical.ts';
import { currentFormat, type Flow } from './flow.ts';

/** SHA-256 in hex of the canonical text and the format number: equal exactly when two flows have the same content. Browser and Node, synchronous. */
export function contentHash(flow: Flow): string {
  return bytesToHex(sha256(utf8ToBytes(`crossdock flow ${currentFormat}\n${canonicalText(flow)}`)));
}
