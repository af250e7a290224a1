import { hash } from 'node:crypto';
import type { HttpRequest } from '@crossdock/nodes/contract/http';

/** By this a request is told from another one for the same item: SHA-256 of method, path and body, hex, its first 16 digits. */
export function requestHashOf({ method, path }: Pick<HttpRequest, 'method' | 'path'>, body: string | undefined): string {
  return hash('sha256', `${method} ${path}\n${body ?? ''}`, 'hex').slice(0, 16);
}
