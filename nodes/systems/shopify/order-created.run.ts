import { NodeError } from '../../contract/errors.ts';
import type { Message } from '../../contract/intake.ts';
import type { Json } from '../../contract/item.ts';
import { parseExact } from '../../library/exact-json.ts';

/** The order of a webhook. Ids of more than 15 digits are text with all their digits. */
export function open({ config, message }: { readonly config: { readonly topic: string }; readonly message: Message }): readonly Json[] {
  const topic = message.headers['x-shopify-topic'];
  if (topic !== undefined && topic !== config.topic)
    throw new NodeError(
      'WRONG_TOPIC',
      `This webhook is about ${topic}, and the step takes ${config.topic}. It was not processed. Give each topic its own path, or change the topic of the step.`,
      { topic },
    );
  const order = parse(message.text);
  if (order === null || typeof order !== 'object' || Array.isArray(order) || order.id === undefined)
    throw new NodeError(
      'NOT_AN_ORDER',
      'The webhook holds no order: a JSON object with an id is expected. Nothing was processed. Check which topic the subscription has.',
    );
  return [order];
}

function parse(text: string): Json {
  try {
    return parseExact(text) as Json;
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new NodeError('INVALID_JSON', `The webhook is not valid JSON: ${cause}. Nothing was processed. The sender has to send it again.`);
  }
}
