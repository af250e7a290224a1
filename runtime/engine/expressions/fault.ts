import { blame } from '@crossdock/nodes/contract/blame';
import type { CompiledTemplate } from './compile-template.ts';

/** What an expression threw in the sandbox; `line` and `column` count from 1 within the code of the part. */
export type Fault = { readonly message: string; readonly part?: number; readonly line?: number; readonly column?: number };

type Placed = { readonly message: string; readonly at: { readonly from: number; readonly to: number } | null };

/** A fault in words for people, and the part of the template that it happened in. */
export function placeOf(template: CompiledTemplate, fault: Fault): Placed {
  const part = template.parts[fault.part ?? -1];
  if (!part || !('code' in part)) return { message: fault.message, at: null };
  const whole = { from: part.from, to: part.from + part.code.length };
  if (fault.line === undefined || fault.column === undefined) return { message: fault.message, at: whole };

  const before = part.code.split('\n').slice(0, fault.line - 1);
  const position = before.reduce((sum, line) => sum + line.length + 1, 0) + fault.column - 1;
  const read = /^Cannot read properties of (undefined|null) \(reading '(.*)'\)$/s.exec(fault.message);
  const isValue = /is not (a function|iterable|a constructor|defined)|BigInt/.test(fault.message);
  const found = blame(part.code, position, read ? 'read' : isValue ? 'value' : 'call');
  if (!found) return { message: fault.message, at: whole };
  const at = { from: part.from + found.from, to: part.from + found.to };
  if (!read) return { message: fault.message, at };
  const owner = found.owner.length > 60 || found.owner === '' ? 'The value' : found.owner;
  return { message: `${owner} is ${read[1] === 'null' ? 'null' : 'missing'}, so "${read[2]}" cannot be read from it`, at };
}
