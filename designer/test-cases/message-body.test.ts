import { sampleMessageSchema } from '@crossdock/flows/document/flow';
import { expect, test } from 'vitest';
import { bodyText, parsedBody, withBody } from './message-body.ts';

const message = sampleMessageSchema.parse({ body: { id: 1 } });
const exact = sampleMessageSchema.parse({ text: '{"id":820982911946154509}' });

test('a body is shown on lines, with every digit', () => {
  expect(bodyText(message)).toBe('{\n  "id": 1\n}');
  expect(bodyText(exact)).toBe('{\n  "id": 820982911946154509\n}');
  expect(parsedBody(exact)).toEqual({ id: '820982911946154509' });
});

test('an edited body stays data while data can hold it, else it becomes text', () => {
  expect(withBody(message, '{"id": 2}')).toMatchObject({ body: { id: 2 } });
  expect(withBody(message, '{"id": 820982911946154509}')).toMatchObject({ text: '{"id": 820982911946154509}' });
  expect(withBody(message, '{"id": 820982911946154509}')).not.toHaveProperty('body');
  expect(withBody(exact, '{"id": 2}')).toMatchObject({ text: '{"id": 2}' });
});
