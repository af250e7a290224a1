import * as http from './connector/http.run.ts';
import * as httpRead from './connector/http-read.run.ts';
import * as jsonRecords from './format/json-records.run.ts';
import * as parseCsv from './format/parse-csv.run.ts';
import * as aggregate from './routing/aggregate.run.ts';
import * as filter from './routing/filter.run.ts';
import * as log from './routing/log.run.ts';
import * as merge from './routing/merge.run.ts';
import * as rejectDuplicates from './routing/reject-duplicates.run.ts';
import * as respond from './routing/respond.run.ts';
import * as split from './routing/split.run.ts';
import * as stopWithError from './routing/stop-with-error.run.ts';
import * as routingSwitch from './routing/switch.run.ts';
import * as decisionTable from './rule/decision-table.run.ts';
import * as createOrder from './systems/erp/create-order.run.ts';
import * as getCustomer from './systems/erp/get-customer.run.ts';
import * as getItem from './systems/erp/get-item.run.ts';
import * as orderCreated from './systems/shopify/order-created.run.ts';
import * as setInventory from './systems/shopify/set-inventory.run.ts';
import * as buildJson from './transform/build-json.run.ts';
import * as code from './transform/code.run.ts';
import * as map from './transform/map.run.ts';
import * as parseJson from './transform/parse-json.run.ts';
import * as setFields from './transform/set-fields.run.ts';
import * as validate from './transform/validate.run.ts';
import * as download from './trigger/download.run.ts';
import * as file from './trigger/file.run.ts';
import * as poll from './trigger/poll.run.ts';
import * as schedule from './trigger/schedule.run.ts';
import * as webhook from './trigger/webhook.run.ts';
import * as approval from './waiting/approval.run.ts';
import * as callFlow from './waiting/call-flow.run.ts';
import * as delay from './waiting/delay.run.ts';
import * as sendEvent from './waiting/send-event.run.ts';
import * as waitForEvent from './waiting/wait-for-event.run.ts';

export { functions } from './library/functions.ts';

/**
 * The pure parts of every node type, as they are bundled for the sandbox. A test holds this list against `registry.ts`. The types of configurations end here:
 * the executor hands each node what its own definition was compiled to.
 */
export const pureParts: Readonly<Record<string, object>> = {
  'trigger.webhook@1': webhook,
  'trigger.schedule@1': schedule,
  'trigger.interval@1': schedule,
  'trigger.poll@1': poll,
  'trigger.file@1': file,
  'trigger.download@1': download,
  'trigger.manual@1': schedule,
  'shopify.order-created@1': orderCreated,
  'connector.http@1': http,
  'connector.http-read@1': httpRead,
  'shopify.set-inventory@1': setInventory,
  'erp.create-order@1': createOrder,
  'erp.get-customer@1': getCustomer,
  'erp.get-item@1': getItem,
  'transform.map@1': map,
  'transform.set-fields@1': setFields,
  'transform.code@1': code,
  'transform.validate@1': validate,
  'transform.parse-json@1': parseJson,
  'transform.build-json@1': buildJson,
  'format.parse-csv@1': parseCsv,
  'format.json-records@1': jsonRecords,
  'rule.decision-table@1': decisionTable,
  'routing.reject-duplicates@1': rejectDuplicates,
  'routing.switch@1': routingSwitch,
  'routing.filter@1': filter,
  'routing.split@1': split,
  'routing.aggregate@1': aggregate,
  'routing.merge@1': merge,
  'routing.respond@1': respond,
  'routing.stop-with-error@1': stopWithError,
  'routing.log@1': log,
  'routing.delay@1': delay,
  'routing.wait-for-event@1': waitForEvent,
  'routing.send-event@1': sendEvent,
  'routing.approval@1': approval,
  'routing.call-flow@1': callFlow,
};
