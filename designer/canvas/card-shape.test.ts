import { describe, expect, test } from 'vitest';
import { cardShape, portLine } from './card-shape.ts';

const plain = { name: 'Validate', caption: 'order@1', inputs: [{ name: 'in' }], outputs: [{ name: 'out' }], hasErrorPort: true };

describe('the shape of a card', () => {
  test('a plain card has its ports on the common line', () => {
    const shape = cardShape(plain);
    expect(shape).toMatchObject({ width: 128, height: 82, errorX: 64 });
    expect(shape.inputs[0]?.y).toBe(portLine);
    expect(shape.outputs[0]?.y).toBe(portLine);
  });

  test('equal outputs get a row each, below the texts', () => {
    const shape = cardShape({ ...plain, outputs: [{ name: 'priority' }, { name: 'normal' }, { name: 'review' }], areOutputsEqual: true });
    expect(shape.firstRow).toBe(0);
    expect(shape.outputs.map((port) => port.y)).toEqual([91, 113, 135]);
    expect(shape.height).toBe(154);
  });

  test('of fixed outputs the first keeps to the line, so that the main way runs level', () => {
    const shape = cardShape({ ...plain, outputs: [{ name: 'valid' }, { name: 'invalid' }] });
    expect(shape.outputs.map((port) => port.y)).toEqual([portLine, 91]);
    expect(shape.height).toBe(110);
  });

  test('a long name widens the card to its limit, then takes a second line', () => {
    const wide = cardShape({ ...plain, name: 'Reserve stock at warehouse' });
    expect(wide.width).toBe(176);
    const long = cardShape({ ...plain, name: 'Reserve stock at the warehouse of the region' });
    expect(long.width).toBe(176);
    expect(long.height).toBe(98);
  });

  test('a caption that would be cut widens the card a little, then takes a second line', () => {
    expect(cardShape({ ...plain, caption: 'POST orders/created' })).toMatchObject({ width: 144, captionLines: 1, height: 82 });
    const long = cardShape({ ...plain, caption: 'PO_NOT_CONFIRMED, item.poNumber was not confirmed' });
    expect(long).toMatchObject({ width: 144, captionLines: 2, height: 96 });
    expect(long.outputs[0]?.y).toBe(portLine);
  });

  test('a trigger has no error port', () => {
    expect(cardShape({ ...plain, inputs: [], hasErrorPort: false }).errorX).toBeNull();
  });
});
