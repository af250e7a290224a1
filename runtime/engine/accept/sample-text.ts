import type { SampleMessage } from '@crossdock/flows/document/flow';

/** The message's text as it would come over the wire. */
export function sampleText(message: SampleMessage): string {
  return message.text ?? JSON.stringify(message.body ?? null);
}
