import { hasExpression } from '@crossdock/nodes/contract/expression';

/** A dragged place put into a field: alone in an empty one, behind the text of a literal, in place of an empty expression, else behind the last one. */
export function withPlace(value: string, place: string): string {
  const expression = /^(item|each|parent)\b/.test(place) ? place : `item${place.startsWith('[') ? '' : '.'}${place}`;
  if (/^\s*(\{\{\s*\}\})?\s*$/.test(value)) return `{{ ${expression} }}`;
  if (!hasExpression(value)) return `${value}{{ ${expression} }}`;
  const close = value.lastIndexOf('}}');
  const inside = value.slice(0, close).trimEnd();
  if (/[+\-*/(,?:&|=<>!]$/.test(inside)) return `${inside} ${expression} ${value.slice(close)}`;
  return `${value}{{ ${expression} }}`;
}
