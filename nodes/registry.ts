import { http } from './connector/http.ts';
import { httpRead } from './connector/http-read.ts';
import type { NodeDefinition } from './contract/define-node.ts';
import { jsonRecords } from './format/json-records.ts';
import { parseCsv } from './format/parse-csv.ts';
import { aggregate } from './routing/aggregate.ts';
import { filter } from './routing/filter.ts';
import { log } from './routing/log.ts';
import { merge } from './routing/merge.ts';
import { rejectDuplicates } from './routing/reject-duplicates.ts';
import { respond } from './routing/respond.ts';
import { split } from './routing/split.ts';
import { stopWithError } from './routing/stop-with-error.ts';
import { routingSwitch } from './routing/switch.ts';
import { decisionTable } from './rule/decision-table.ts';
import { createOrder } from './systems/erp/create-order.ts';
import { getCustomer } from './systems/erp/get-customer.ts';
import { getItem } from './systems/erp/get-item.ts';
import { orderCreated } from './systems/shopify/order-created.ts';
import { setInventory } from './systems/shopify/set-inventory.ts';
import { buildJson } from './transform/build-json.ts';
import { code } from './transform/code.ts';
import { map } from './transform/map.ts';
import { parseJson } from './transform/parse-json.ts';
import { setFields } from './transform/set-fields.ts';
import { validate } from './transform/validate.ts';
import { download } from './trigger/download.ts';
import { file } from './trigger/file.ts';
import { interval } from './trigger/interval.ts';
import { manual } from './trigger/manual.ts';
import { poll } from './trigger/poll.ts';
import { schedule } from './trigger/schedule.ts';
import { webhook } from './trigger/webhook.ts';
import { approval } from './waiting/approval.ts';
import { callFlow } from './waiting/call-flow.ts';
import { delay } from './waiting/delay.ts';
import { sendEvent } from './waiting/send-event.ts';
import { waitForEvent } from './waiting/wait-for-event.ts';

/** Every node type, in the order of the palette. What is pure in them also stands in `sandbox-library.ts`. */
export const definitions: readonly NodeDefinition[] = [
  // Triggers
  webhook,
  schedule,
  interval,
  poll,
  file,
  download,
  manual,
  orderCreated,
  // Systems
  http,
  httpRead,
  setInventory,
  createOrder,
  getCustomer,
  getItem,
  // Transform
  map,
  setFields,
  code,
  validate,
  parseJson,
  buildJson,
  parseCsv,
  jsonRecords,
  // Rules
  decisionTable,
  // Routing
  rejectDuplicates,
  routingSwitch,
  filter,
  split,
  aggregate,
  merge,
  respond,
  stopWithError,
  log,
  // Waiting and composition
  delay,
  waitForEvent,
  sendEvent,
  approval,
  callFlow,
];

/** The newest major of a type that can run a document of this version; undefined when there is none. */
export function definitionOf(type: string, version: number): NodeDefinition | undefined {
  return definitions.find((definition) => definition.type === type && definition.version >= version && canUpgrade(definition, version));
}

/** Brings a configuration of an older major to the newest. */
export function upgradeConfig(type: string, fromVersion: number, config: Record<string, unknown>): Record<string, unknown> {
  const definition = definitionOf(type, fromVersion);
  if (!definition) throw new RangeError(`There is no node type ${type} that runs version ${fromVersion}`);
  let upgraded = config;
  for (let version = fromVersion; version < definition.version; version++)
    upgraded = definition.upgrades?.[version]?.(upgraded) ?? upgraded;
  return upgraded;
}

function canUpgrade(definition: NodeDefinition, version: number): boolean {
  for (let from = version; from < definition.version; from++) if (!definition.upgrades?.[from]) return false;
  return true;
}
