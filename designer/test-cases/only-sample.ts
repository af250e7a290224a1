import type { TestCase } from '@crossdock/flows/document/flow';

/**
 * Whether a test case is so far only a message to design with: it expects nothing, and the systems that the flow asks would have no answer for it.
 * It says nothing about the flow, good or bad.
 */
export function isOnlySample({ systems, answers, expect }: TestCase, asksSystems: boolean): boolean {
  if (!asksSystems || systems !== 'mocked' || Object.keys(answers).length > 0) return false;
  return expect.status === 'done' && [expect.outputs, expect.requests, expect.errors].every((part) => Object.keys(part).length === 0);
}
