import { type FlowInput, flowSchema } from '@crossdock/flows/document/flow';
import { describe, expect, test } from 'vitest';
import { nextInOrder, walk } from './walk.ts';

const node = (id: string, x: number, y: number) => ({ id, type: 'routing.log', name: id, position: { x, y } });
const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });
const input: FlowInput = {
  format: 1,
  id: 'walk',
  name: 'Walk',
  nodes: [
    node('in', 0, 120),
    node('route', 172, 120),
    node('high', 344, 0),
    node('mid', 344, 120),
    node('low', 344, 240),
    node('end', 516, 120),
  ],
  edges: [wire('in', 'route'), wire('route', 'high'), wire('route', 'mid'), wire('route', 'low'), wire('mid', 'end')],
};
const flow = flowSchema.parse(input);

describe('walking the canvas with the keyboard', () => {
  test('right and left follow the wires, level ones first', () => {
    expect(walk(flow, 'route', 'right')).toBe('mid');
    expect(walk(flow, 'mid', 'left')).toBe('route');
  });

  test('up and down go to the neighbour in the column', () => {
    expect(walk(flow, 'mid', 'up')).toBe('high');
    expect(walk(flow, 'mid', 'down')).toBe('low');
  });

  test('a step without a wire goes to what lies in that direction', () => {
    expect(walk(flow, 'low', 'right')).toBe('end');
    expect(walk(flow, 'in', 'left')).toBeNull();
  });

  test('Tab visits every step once and starts over', () => {
    const seen: (string | null)[] = [];
    let at: string | null = null;
    for (let i = 0; i < 7; i++) {
      at = nextInOrder(flow, at, 1);
      seen.push(at);
    }
    expect(seen).toEqual(['in', 'route', 'high', 'mid', 'low', 'end', 'in']);
    expect(nextInOrder(flow, 'in', -1)).toBe('end');
  });
});
